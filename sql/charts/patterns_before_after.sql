-- One row is a class of a pair with all its days (part anchors, outcomes), 26 weeks on one side (total), one week (week), or the anchors' own day (day).
-- Parameters: filters, whose kinds are pairs such as talks-launches, which is the default; the others limit both classes.
-- Used by: the chart patterns_before_after and the table of all pairs on its page. US elections are days by rule and have no records of their own.

with summed as (
    select
        pair,
        part,
        if(part = 'week', week, 0) as week,
        -- Anchors are in the rows of the two sides for their records, and are not what is counted there.
        (count(*) - if(part in ('before', 'after'), count(day), 0))::integer as events,
        list_sort(list(day::varchar) filter (day is not null)) as days,
        list_sort(list_distinct(flatten(list(records)))) as records
    from pattern_counted($filters)
    group by pair, part, if(part = 'week', week, 0)
),

around as (
    select
        *,
        coalesce(any_value(days) filter (part = 'anchors') over same_pair, []) as anchor_days,
        coalesce(any_value(days) filter (part = 'outcomes') over same_pair, []) as outcome_days,
        any_value(days) filter (part = 'from') over same_pair as covered_from,
        any_value(days) filter (part = 'to') over same_pair as covered_to,
        coalesce(any_value(len(records)) filter (part = 'rough anchors') over same_pair, 0)::integer as anchors_rough,
        coalesce(any_value(len(records)) filter (part = 'rough outcomes') over same_pair, 0)::integer as outcomes_rough
    from summed
    window same_pair as (partition by pair)
)

select
    concat_ws('-', pair, case sign(week) when -1 then 'before' when 1 then 'after' else part end, nullif(abs(week), 0)) as mark,
    concat(
        case part
            when 'week' then concat('Week ', abs(week), if(week < 0, ' before ', ' after '), anchor_many, ': ')
            when 'day' then concat('On the very day, ', anchor_many, ': ')
            when 'anchors' then 'Counted around: '
            when 'outcomes' then 'What is counted: '
            else concat('26 weeks ', part, ' ', len(anchor_days), ' ', if(len(anchor_days) = 1, anchor_one, anchor_many), ': ')
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
from around
inner join pattern_pair using (pair)
where len(records) > 0 and part not in ('rough anchors', 'rough outcomes')
order by pair, part, week;
