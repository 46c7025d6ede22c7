-- The classes of days whose order the patterns chart compares, and every member of each class with its day.
-- No parameters. US elections are days by rule and have no records of their own.
-- Used by: the chart patterns_before_after.

create table pattern_day as
with class_kinds (class, type, kinds, quads) as (
    values
    ('talks', 'event', ['talks'], [1, 2]),
    ('summits', 'event', ['summit'], [1, 2]),
    ('visits', 'event', ['envoy_visit'], [1, 2]),
    ('agreements', 'event', ['agreement'], [1, 2]),
    ('sanctions', 'event', ['sanctions'], [3, 4]),
    ('exercises', 'event', ['exercise'], [3, 4]),
    ('clashes', 'event', ['clash', 'incident'], [3, 4]),
    ('leadership', 'event', ['leadership'], [1, 2, 3, 4]),
    ('aid', 'event', ['humanitarian'], [1, 2]),
    ('launches', 'launch', [], []),
    ('tests', 'test', [], []),
    ('detentions', 'detention', [], []),
    ('elections', 'rule', [], []),
    ('presidential', 'rule', [], [])
)

select
    class,
    record.record_id,
    date_earliest as day,
    regexp_matches(record.date, '^\d{4}-\d\d-\d\d') as is_exact
from class_kinds
inner join record using (type)
left join events on record.record_id = events.event_id
left join cameo on events.cameo = cameo.code
where class_kinds.type <> 'event' or (list_contains(kinds, record.kind) and list_contains(quads, cameo.quad_class))
union all
-- The first Tuesday after the first Monday of November is the Tuesday among the days from 2 to 8.
select
    class,
    null,
    make_date(year, 11, november),
    true
from class_kinds, range(1946, 2100, 2) as years (year), range(2, 9) as days (november)
where dayofweek(make_date(year, 11, november)) = 2 and (class = 'elections' or (class = 'presidential' and year % 4 = 0));
comment on table pattern_day is 'Every member of each class of days that the patterns compare.';
comment on column pattern_day.class is 'The class.';
comment on column pattern_day.record_id is 'The record; empty for an election, which is a day by rule.';
comment on column pattern_day.day is 'Its day, or the first that its date may mean.';
comment on column pattern_day.is_exact is 'Whether its date names the day.';

create table pattern_class as
select
    class,
    one,
    many,
    (select min(day) from pattern_day where pattern_day.class = names.class and is_exact) as first_day
from (
    values
    ('talks', 'round of talks', 'rounds of talks'),
    ('summits', 'summit', 'summits'),
    ('visits', 'visit by an envoy', 'visits by envoys'),
    ('agreements', 'agreement', 'agreements'),
    ('sanctions', 'sanctions decision', 'sanctions decisions'),
    ('exercises', 'military exercise', 'military exercises'),
    ('clashes', 'clash or incident', 'clashes and incidents'),
    ('leadership', 'step in the leadership', 'steps in the leadership'),
    ('aid', 'humanitarian step', 'humanitarian steps'),
    ('launches', 'launch day', 'launch days'),
    ('tests', 'nuclear test', 'nuclear tests'),
    ('detentions', 'arrest of a US citizen', 'arrests of US citizens'),
    ('elections', 'US federal election', 'US federal elections'),
    ('presidential', 'US presidential election', 'US presidential elections')
) as names (class, one, many);
comment on table pattern_class is 'Classes of days that the patterns compare, in words.';
comment on column pattern_class.class is 'Code of the class.';
comment on column pattern_class.one is 'What one is called.';
comment on column pattern_class.many is 'What several are called.';
comment on column pattern_class.first_day is 'First day that is known to the day.';

create table pattern_pair as
select
    anchors.class || '-' || outcomes.class as pair,
    anchors.class as anchor,
    anchors.one as anchor_one,
    anchors.many as anchor_many,
    outcomes.class as outcome,
    outcomes.one as outcome_one,
    outcomes.many as outcome_many,
    greatest(anchors.first_day, outcomes.first_day) as first_day
from pattern_class as anchors
cross join pattern_class as outcomes
order by pair;
comment on table pattern_pair is 'Pairs of classes: days counted around, and what is counted around them.';
comment on column pattern_pair.pair is 'Code of the pair.';
comment on column pattern_pair.anchor is 'Class of the days counted around.';
comment on column pattern_pair.anchor_one is 'What one is called.';
comment on column pattern_pair.anchor_many is 'What several are called.';
comment on column pattern_pair.outcome is 'Class of what is counted.';
comment on column pattern_pair.outcome_one is 'What one is called.';
comment on column pattern_pair.outcome_many is 'What several are called.';
comment on column pattern_pair.first_day is 'First day from which both classes are known to the day.';

create table pattern_span as
select
    pattern_pair.pair,
    if(pattern_class.class = pattern_pair.anchor, 'anchors', 'outcomes') as part,
    pattern_class.class,
    eras.era_id,
    greatest(eras.start_date, pattern_pair.first_day) as since,
    least(eras.end_date, last_day.day) as until
from pattern_pair
inner join pattern_class on pattern_class.class in (pattern_pair.anchor, pattern_pair.outcome)
cross join eras
cross join (select max(date_latest) as day from record where type = 'event') as last_day
where since <= until
order by pattern_pair.pair, part, since;
comment on table pattern_span is 'Days of each era over which both classes of a pair are known, for each of the two.';
comment on column pattern_span.pair is 'The pair.';
comment on column pattern_span.part is 'Anchors or outcomes.';
comment on column pattern_span.class is 'The class that is this part of the pair.';
comment on column pattern_span.era_id is 'The era.';
comment on column pattern_span.since is 'First day.';
comment on column pattern_span.until is 'Last day.';

create table filter_pattern_day as
select
    matched.record_id,
    matched.kind,
    matched.date_earliest,
    matched.date_latest,
    matched.eras,
    matched.filter_actors,
    matched.checked,
    matched.rests_on_primary,
    matched.body,
    pattern_day.class,
    if(pattern_day.is_exact, pattern_day.day, null) as day
from filter_record as matched
inner join pattern_day on matched.record_id = pattern_day.record_id
order by pattern_day.class, pattern_day.day, matched.record_id;

-- Members of the classes that match; an election always does.
create macro pattern_members(filters) as table
select class, day, record_id
from kept_of('filter_pattern_day', of_any_kind(filters))
union all
select class, day, record_id
from pattern_day
where record_id is null;

-- What the chart of patterns counts, before it is counted: a row for each day of a class, each two days near one another, and each span.
create macro pattern_counted(filters) as table
with spans as (
    select pair, part, class, greatest(since, date_from) as first_day, least(until, date_to) as last_day
    from pattern_span, (select unnest(asked(filters))) as wanted
    where
        list_contains(if(len(kinds) = 0, ['talks-launches'], kinds), pair)
        and (len(eras) = 0 or list_contains(eras, era_id))
        and first_day <= last_day
),

-- Members whose day is not known are put together under no day.
placed as (
    select pair, part, day, coalesce(list(record_id) filter (record_id is not null), []) as records
    from spans
    inner join pattern_members(filters) as members using (class)
    where day is null or day between first_day and last_day
    group by pair, part, day
),

near as (
    select pair, (sign(o.day - a.day) * ceil(abs(o.day - a.day) / 7))::integer as week, a.records || o.records as records
    from placed as a
    inner join placed as o using (pair)
    where a.part = 'anchors' and o.part = 'outcomes' and o.day between a.day - 182 and a.day + 182
)

select
    pair,
    unnest(case when day is null then ['rough ' || part] when part = 'anchors' then ['anchors', 'before', 'after'] else ['outcomes'] end) as part,
    null as week, day, records
from placed
union all
select pair, unnest(if(week = 0, ['day'], ['week', if(week < 0, 'before', 'after')])), week, null, records
from near
union all
select pair, unnest(['from', 'to']), null, unnest([first_day, last_day]), []
from spans
where part = 'anchors';
