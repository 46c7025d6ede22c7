-- How the record came to say what it says: what two readers coded apart from each other, how far they agreed, and what was changed.
-- The second reader saw the words of a record alone; so did the first, but for records added in the second edition, whose author it is.
-- Used by: dashboard.store.build; the method page and the pages of records.

create table codings (
    record varchar not null,
    field varchar not null,
    first varchar,
    second varchar,
    settled varchar,
    note varchar,
    csv_line integer not null,
    primary key (record, field)
);
comment on table codings is 'What two readers coded apart from each other, and what was settled.';
comment on column codings.record is 'The record. [one of record]';
comment on column codings.field is 'The column of the record that was coded. [one of codes:coded_field]';
comment on column codings.first is 'Code of the first reader; lists sorted and joined by semicolons.';
comment on column codings.second is 'Code of the second reader.';
comment on column codings.settled is 'The code that was settled on; the record holds it unless a later change says otherwise.';
comment on column codings.note is 'Why, where the readers differed or neither was followed.';

create table agreement (
    field varchar primary key,
    level varchar not null,
    records integer not null,
    alpha double not null,
    low double not null,
    high double not null,
    csv_line integer not null,
    check (low <= alpha and alpha <= high)
);
comment on table agreement is 'How far the two readers agreed, computed from the codings by `python -m dashboard agreement`.';
comment on column agreement.field is 'The column that was coded. [one of codes:coded_field]';
comment on column agreement.level is 'How differences count: nominal, all alike, or ordinal, by their distance.';
comment on column agreement.records is 'Records that both readers coded.';
comment on column agreement.alpha is 'Krippendorff''s alpha: 1 full agreement, 0 no more than by chance.';
comment on column agreement.low is 'Lower end of its 95 % interval, by bootstrap over records.';
comment on column agreement.high is 'Upper end of the interval.';

create table changes (
    record varchar not null,
    field varchar not null,
    old varchar,
    new varchar,
    why varchar not null,
    source varchar references sources (source_id),
    day date not null,
    csv_line integer not null,
    primary key (record, field, day)
);
comment on table changes is 'Changes of fact in the record: which cell said what, what it says now, and why. Loaded from CHANGES.csv.';
comment on column changes.record is 'Id of the row that was changed, also one that was removed.';
comment on column changes.field is 'The column; `record` for a row that was added or removed.';
comment on column changes.old is 'What it said.';
comment on column changes.new is 'What it says now.';
comment on column changes.why is 'Why, in a sentence.';
comment on column changes.source is 'What shows it, where one source does.';
comment on column changes.day is 'When it was changed.';

create table recall (
    peer varchar not null,
    class varchar not null,
    decade varchar not null,
    rows integer not null check (rows > 0),
    matched integer not null,
    copy varchar not null,
    counted_on date not null,
    csv_line integer not null,
    primary key (peer, class, decade),
    check (matched between 0 and rows)
);
comment on table recall is 'How much of other chronologies the record holds, counted from fetched copies by `python -m dashboard recall`.';
comment on column recall.peer is 'The chronology.';
comment on column recall.class is 'The class that it gives its rows.';
comment on column recall.decade is 'Decade of the row.';
comment on column recall.rows is 'Rows of the chronology.';
comment on column recall.matched is 'Rows that have an event, launch or test within a day; of spans over a month, one that begins inside.';
comment on column recall.copy is 'The copy that was counted: repository and commit, or address. [link]';
comment on column recall.counted_on is 'When it was counted.';
