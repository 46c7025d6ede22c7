-- What the codes mean: eras, actors, their other names, CAMEO, topics, experts and every closed vocabulary.
-- Column comments are the data dictionary. A tag in brackets at a comment's end states the cell format the build enforces.
-- Used by: dashboard.store.build, which reads tables, types, keys and tags back from the engine's catalogue.

create table codes (
    vocabulary varchar not null,
    code varchar not null,
    label varchar not null,
    definition varchar,
    sort integer not null,
    csv_line integer not null,
    primary key (vocabulary, code)
);
comment on table codes is 'Closed vocabularies: every code that another table may use, its label and what it means.';
comment on column codes.vocabulary is 'Vocabulary the code belongs to, for example event_kind.';
comment on column codes.code is 'The code as it stands in the tables and in addresses.';
comment on column codes.label is 'What a reader sees in place of the code.';
comment on column codes.definition is 'When the code is given; shown in the codebook.';
comment on column codes.sort is 'Order of display inside the vocabulary, from 1.';

create table eras (
    era_id varchar primary key,
    label varchar not null,
    short_name varchar not null,
    start_date date not null,
    end_date date,
    reason varchar not null,
    csv_line integer not null
);
comment on table eras is 'Periods of the relationship; they follow one another without a gap, so that each date has one era.';
comment on column eras.era_id is 'Readable slug, used in addresses.';
comment on column eras.label is 'Name of the era.';
comment on column eras.short_name is 'Its name where a chart has little room.';
comment on column eras.start_date is 'First day of the era.';
comment on column eras.end_date is 'Last day of the era; empty for the era that is still open.';
comment on column eras.reason is 'Why the era is cut at its first day.';

create table actors (
    actor_id varchar primary key,
    name varchar not null,
    short_name varchar not null,
    kind varchar not null,
    parent varchar,
    iso3 varchar,
    cow_code integer,
    start_date varchar,
    end_date varchar,
    role_note varchar,
    checked integer not null check (checked between 0 and 20),
    csv_line integer not null
);
comment on table actors is 'States, organisations, agencies, armed forces and persons that act in the record.';
comment on column actors.actor_id is 'ISO 3166 alpha-3 code of a state, an abbreviation of a body, or a slug of a person.';
comment on column actors.name is 'Name in English.';
comment on column actors.short_name is 'Name for charts and filters.';
comment on column actors.kind is 'State, organisation, agency, armed force or person. [one of codes:actor_kind]';
comment on column actors.parent is 'The actor it is part of or speaks for; a filter by the parent finds it too. [one of actors]';
comment on column actors.iso3 is 'State it belongs to: ISO 3166 alpha-3; SUN, CSK and YUG are the withdrawn codes of former states.';
comment on column actors.cow_code is 'Correlates of War country number, for states.';
comment on column actors.start_date is 'Founded, or in the role since. [edtf]';
comment on column actors.end_date is 'Ended, or in the role until. [edtf]';
comment on column actors.role_note is 'What the actor is or did, in a few words.';
comment on column actors.checked is 'How many of the sources listed with it agree on the row.';

create table aliases (
    target varchar not null,
    alias varchar not null,
    kind varchar not null,
    note varchar,
    csv_line integer not null,
    primary key (target, alias)
);
comment on table aliases is 'Every other name of a thing: Hangul, romanisations, abbreviations, missile designations, former names.';
comment on column aliases.target is 'Id of the actor, expert, era or record, or missile:NAME or place:NAME for what has no row of its own.';
comment on column aliases.alias is 'The other name, as written.';
comment on column aliases.kind is 'What sort of name it is. [one of codes:alias_kind]';
comment on column aliases.note is 'Where the name is used, or what else it may mean.';

create table cameo (
    code varchar primary key,
    label varchar not null,
    goldstein double not null check (goldstein between -10 and 10),
    quad_class integer not null check (quad_class between 1 and 4),
    root_code varchar not null,
    level varchar not null,
    csv_line integer not null
);
comment on table cameo is 'CAMEO event codes with the Goldstein scale and quad class that GDELT assigns to them.';
comment on column cameo.code is 'CAMEO code of two to four digits.';
comment on column cameo.label is 'What the code stands for, in our own words.';
comment on column cameo.goldstein is 'Goldstein scale, -10 (most conflictual) to +10 (most cooperative).';
comment on column cameo.quad_class is '1 verbal cooperation (roots 01-05), 2 material cooperation (06-09), 3 verbal conflict (10-14), 4 material conflict (15-20).';
comment on column cameo.root_code is 'First two digits.';
comment on column cameo.level is 'Root, base or specific code. [one of codes:cameo_level]';

create table topics (
    topic_id varchar primary key,
    label varchar not null,
    proposition varchar not null,
    negative_pole varchar not null,
    positive_pole varchar not null,
    was varchar,
    csv_line integer not null
);
comment on table topics is 'Questions on which experts take positions; a stance is agreement with the proposition.';
comment on column topics.topic_id is 'Readable slug, used in addresses.';
comment on column topics.label is 'Name of the topic.';
comment on column topics.proposition is 'The statement that a stance agrees (+2) or disagrees (-2) with.';
comment on column topics.negative_pole is 'What a stance of -2 holds, in words.';
comment on column topics.positive_pole is 'What a stance of +2 holds, in words.';
comment on column topics.was is 'Id of a former topic that this one continues, so that old addresses lead here.';

create table experts (
    expert_id varchar primary key,
    name varchar not null,
    country varchar,
    role varchar not null,
    affiliation varchar,
    affiliation_note varchar,
    url varchar,
    csv_line integer not null
);
comment on table experts is 'People whose positions are recorded; the affiliation is that of most of their rows, not of each.';
comment on column experts.expert_id is 'Readable slug; the same as in actors.csv for a person who is in both.';
comment on column experts.name is 'Name as the person publishes.';
comment on column experts.country is 'Country of nationality or of work: ISO 3166 alpha-3; empty where unknown.';
comment on column experts.role is 'Part the person speaks from. [one of codes:expert_role]';
comment on column experts.affiliation is 'Institution at the time of most of the positions.';
comment on column experts.affiliation_note is 'Earlier posts that matter for the reading.';
comment on column experts.url is 'A page that shows who the person is. [link]';
