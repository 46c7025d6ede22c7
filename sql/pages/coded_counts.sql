-- One row is one type of what the page of coded events shows: how many match the filters, without the lens, and without a period.
-- Parameters: filters. The kinds are data sets.
-- Used by: the sentence above the charts of coded events.
with wanted as materialized (
    select * from coded_wanted('coded.sources', $filters)
),

ever as materialized (
    select * from coded_any_time('wanted')
),

unlensed as materialized (
    select * from coded_any_lens('wanted')
),

unlensed_ever as materialized (
    select * from coded_any_lens('ever')
)

select
    'coded' as type,
    coalesce(found.events, 0)::bigint as matched,
    coalesce(found.events, 0)::bigint as matched_without_lens,
    coalesce(in_all.events, 0)::bigint as total
from (
    select sum(events) as events
    from coded_months('coded.pair_month', 'coded.actor_month', 'wanted')
) as found
cross join (
    select sum(events) as events
    from coded_months('coded.pair_month', 'coded.actor_month', 'ever')
) as in_all
union all
select
    'event',
    found.events,
    unlensed.events,
    in_all.events
from (select count(*) as events from coded_curated('wanted')) as found
cross join (select count(*) as events from coded_curated('unlensed')) as unlensed
cross join (select count(*) as events from coded_curated('unlensed_ever')) as in_all
