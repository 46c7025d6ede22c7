-- One row: how many events the data have that are asked for, how many of them name two states, and how many are those of the states that are shown.
-- Parameters: filters. The kinds are data sets.
-- Used by: dashboard.parts.coded_why.
with wanted as materialized (
    select * from coded_wanted('coded.sources', $filters)
),

ever as materialized (
    select * from coded_any_time('wanted')
)

select
    coalesce(imported.events, 0)::bigint as in_all,
    coalesce(imported.paired, 0)::bigint as paired,
    coalesce(of_any_time.events, 0)::bigint as between,
    coalesce(of_this_time.events, 0)::bigint as in_time,
    said.asked
from coded_said('wanted') as said
cross join (
    select sum(events) as events, sum(paired) as paired
    from coded.sources
    where source in (select unnest(data_sets) from wanted)
) as imported
cross join (
    select sum(events) as events
    from coded_months('coded.pair_month', 'coded.actor_month', 'ever')
) as of_any_time
cross join (
    select sum(events) as events
    from coded_months('coded.pair_month', 'coded.actor_month', 'wanted')
) as of_this_time
