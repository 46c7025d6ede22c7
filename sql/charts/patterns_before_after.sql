-- One row is a class of a pair with all its days (part anchors, outcomes), 26 weeks on one side (total), one week (week), or the anchors' own day (day).
-- Parameters: eras, actors, kinds (pairs such as talks-launches, which is the default), date_from, date_to, words, lens; they limit both classes.
-- Used by: the chart patterns_before_after and the table of all pairs on its page. US elections are days by rule and have no records of their own.

with classes (class, type, kinds, quads, one, many) as (
    values
    ('talks', 'event', ['talks'], [1, 2], 'round of talks', 'rounds of talks'),
    ('summits', 'event', ['summit'], [1, 2], 'summit', 'summits'),
    ('visits', 'event', ['envoy_visit'], [1, 2], 'visit by an envoy', 'visits by envoys'),
    ('agreements', 'event', ['agreement'], [1, 2], 'agreement', 'agreements'),
    ('sanctions', 'event', ['sanctions'], [3, 4], 'sanctions decision', 'sanctions decisions'),
    ('exercises', 'event', ['exercise'], [3, 4], 'military exercise', 'military exercises'),
    ('clashes', 'event', ['clash', 'incident'], [3, 4], 'clash or incident', 'clashes and incidents'),
    ('leadership', 'event', ['leadership'], [1, 2, 3, 4], 'step in the leadership', 'steps in the leadership'),
    ('aid', 'event', ['humanitarian'], [1, 2], 'humanitarian step', 'humanitarian steps'),
    ('launches', 'launch', [], [], 'launch day', 'launch days'),
    ('tests', 'test', [], [], 'nuclear test', 'nuclear tests'),
    ('detentions', 'detention', [], [], 'arrest of a US citizen', 'arrests of US citizens'),
    ('elections', 'rule', [], [], 'US federal election', 'US federal elections'),
    ('presidential', 'rule', [], [], 'US presidential election', 'US presidential elections')
),

members as (
    select class, record.record_id, date_earliest as day, regexp_matches(record.date, '^\d{4}-\d\d-\d\d') as is_exact
    from classes
    inner join record using (type)
    left join events on record.record_id = events.event_id
    left join cameo on events.cameo = cameo.code
    where classes.type <> 'event' or (list_contains(kinds, record.kind) and list_contains(quads, cameo.quad_class))
    union all
    -- The first Tuesday after the first Monday of November is the Tuesday among the days from 2 to 8.
    select class, null, make_date(year, 11, november), true
    from classes, range(1946, 2100, 2) as years (year), range(2, 9) as days (november)
    where dayofweek(make_date(year, 11, november)) = 2 and (class = 'elections' or (class = 'presidential' and year % 4 = 0))
),

days as (
    select class, if(is_exact, day, null) as day, list(record_id order by record_id) filter (record_id is not null) as records
    from members
    where record_id is null
        or record_id in (select record_id from filtered_records($eras, $actors, [], $date_from, $date_to, $words, $lens))
    group by all
),

pairs as (
    select
        pair, a.class as anchor, a.one as anchor_one, a.many as anchor_many,
        o.class as outcome, o.one as outcome_one, o.many as outcome_many,
        (select max(first) from (select min(day) as first from members where is_exact and class in (a.class, o.class) group by class)) as first_day
    from unnest(if(len($kinds::varchar[]) = 0, ['talks-launches'], $kinds::varchar[])) as asked (pair)
    inner join classes as a on split_part(pair, '-', 1) = a.class
    inner join classes as o on split_part(pair, '-', 2) = o.class
),

spans as (
    select
        pair,
        greatest(start_date, first_day, $date_from::date) as since,
        least(coalesce(end_date, date '9999-12-31'), (select max(date_latest) from record where type = 'event'), $date_to::date) as until
    from pairs, eras
    where (len($eras::varchar[]) = 0 or list_contains($eras::varchar[], era_id)) and since <= until
),

placed as (
    select pair, if(class = anchor, 'anchors', 'outcomes') as part, day, coalesce(records, []) as records
    from pairs
    inner join days on class in (anchor, outcome)
    inner join spans using (pair)
    where day between since and until
),

near as (
    select
        pair,
        o.day - a.day as days_after,
        (sign(days_after) * ceil(abs(days_after) / 7))::integer as week,
        a.records || o.records as records
    from placed as a
    inner join placed as o using (pair)
    where a.part = 'anchors' and o.part = 'outcomes' and o.day between a.day - 182 and a.day + 182
),

counted as (
    select pair, part, 0 as week, 1 as events, records from placed
    union all
    select pair, if(week = 0, 'day', 'week'), week, 1, records from near
    union all
    select pair, if(week < 0, 'before', 'after'), 0, 1, records from near where week <> 0
    union all
    select pair, unnest(['before', 'after']), 0, 0, records from placed where part = 'anchors'
),

summed as (
    select
        pair, part, week, sum(events)::integer as events,
        list_sort(list_distinct(flatten(list(records)))) as records
    from counted
    group by pair, part, week
),

extents as (
    select
        pair,
        coalesce(list(day::varchar order by day) filter (part = 'anchors'), []) as anchor_days,
        coalesce(list(day::varchar order by day) filter (part = 'outcomes'), []) as outcome_days
    from placed
    group by pair
),

covered as (
    select pair, list(since::varchar order by since) as covered_from, list(until::varchar order by since) as covered_to
    from spans
    group by pair
),

left_out as (
    select
        pair,
        coalesce(sum(len(records)) filter (day is null and class = anchor), 0)::integer as anchors_rough,
        coalesce(sum(len(records)) filter (day is null and class = outcome), 0)::integer as outcomes_rough
    from pairs
    inner join days on class in (anchor, outcome)
    group by pair
)

select
    concat_ws('-', pair, case sign(week) when -1 then 'before' when 1 then 'after' else part end, nullif(abs(week), 0)) as mark,
    concat(
        case part
            when 'week' then concat('Week ', abs(week), if(week < 0, ' before ', ' after '), anchor_many, ': ')
            when 'day' then concat('On the very day, ', anchor_many, ': ')
            when 'before' then concat('26 weeks before ', len(anchor_days), ' ', if(len(anchor_days) = 1, anchor_one, anchor_many), ': ')
            when 'after' then concat('26 weeks after ', len(anchor_days), ' ', if(len(anchor_days) = 1, anchor_one, anchor_many), ': ')
            when 'anchors' then 'Counted around: '
            else 'What is counted: '
        end,
        events, ' ',
        case
            when part = 'anchors' then if(events = 1, anchor_one, anchor_many)
            else if(events = 1, outcome_one, outcome_many)
        end
    ) as label,
    records, pair, anchor, anchor_one, anchor_many, outcome, outcome_one, outcome_many, part, week, events,
    if(part in ('anchors', 'outcomes'), anchor_days, []) as anchor_days,
    if(part in ('anchors', 'outcomes'), outcome_days, []) as outcome_days,
    if(part in ('anchors', 'outcomes'), covered_from, []) as covered_from,
    if(part in ('anchors', 'outcomes'), covered_to, []) as covered_to,
    anchors_rough,
    outcomes_rough
from summed
inner join pairs using (pair)
inner join extents using (pair)
inner join covered using (pair)
left join left_out using (pair)
where len(records) > 0
order by pair, part, week;
