-- One row is a class of a pair with all its days (part anchors, outcomes), 26 weeks on one side (total), one week (week), or the anchors' own day (day).
-- Parameters: filters, whose kinds are pairs such as talks-launches, which is the default; the others limit both classes.
-- Used by: the chart patterns_before_after and the table of all pairs on its page. US elections are days by rule and have no records of their own.

with days as (
    select class, if(is_exact, day, null) as day, list(record_id order by record_id) filter (record_id is not null) as records
    from pattern_day
    where record_id is null
        or record_id in (select record_id from filtered_records(of_any_kind($filters)))
    group by all
),

pairs as (
    select
        pair, a.class as anchor, a.one as anchor_one, a.many as anchor_many,
        o.class as outcome, o.one as outcome_one, o.many as outcome_many,
        greatest(a.first_day, o.first_day) as first_day
    from unnest(if(len(asked($filters).kinds) = 0, ['talks-launches'], asked($filters).kinds)) as asked (pair)
    inner join pattern_class as a on split_part(pair, '-', 1) = a.class
    inner join pattern_class as o on split_part(pair, '-', 2) = o.class
),

spans as (
    select
        pair,
        greatest(start_date, first_day, asked($filters).date_from) as since,
        least(coalesce(end_date, date '9999-12-31'), (select max(date_latest) from record where type = 'event'), asked($filters).date_to) as until
    from pairs, eras
    where (len(asked($filters).eras) = 0 or list_contains(asked($filters).eras, era_id)) and since <= until
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
