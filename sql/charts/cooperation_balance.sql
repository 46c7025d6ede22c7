-- One row is one year and side: the sum of the Goldstein values of its events above or below zero, and the net of both.
-- Parameters: filters. Actors count only where they act or are acted upon. Windows are ordered without partitions, which take longer than all the rest however few the rows.
-- Used by: the chart cooperation_balance.

with sums as (
    select
        year,
        side,
        round(sum(goldstein), 1) as goldstein_sum,
        count(*)::integer as events,
        list_sort(list(record_id)) as records,
        any_value(is_partial) as is_partial
    from leaning_events($filters)
    group by all
),

netted as (
    select
        *,
        round(sum(goldstein_sum) over (order by year range current row), 1) as net_goldstein,
        year - dense_rank() over (order by year) as run
    from sums
)

select
    year || '-' || side as mark,
    printf(
        '%d: %+.1f points of %s from %d %s, net %+.1f',
        year, goldstein_sum, side, events, if(events = 1, 'event', 'events'), net_goldstein
    ) as label,
    records,
    year,
    side,
    goldstein_sum,
    net_goldstein,
    events,
    dense_rank() over (order by run)::integer as run,
    is_partial
from netted
order by year, side desc;
