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
