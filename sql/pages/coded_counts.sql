-- One row is one type of what the page of coded events shows: how many match the filters, without the lens, and without a period.
-- Parameters: filters. The kinds are data sets.
-- Used by: the sentence above the charts of coded events.
select
    'coded' as type,
    coalesce(found.events, 0)::bigint as matched,
    coalesce(found.events, 0)::bigint as matched_without_lens,
    coalesce(ever.events, 0)::bigint as total
from (
    select sum(events) as events
    from coded_months('coded.pair_month', 'coded.actor_month', 'coded.sources', $filters)
) as found
cross join (
    select sum(events) as events
    from coded_months('coded.pair_month', 'coded.actor_month', 'coded.sources', of_any_time($filters))
) as ever
union all
select
    'event',
    found.events,
    unlensed.events,
    ever.events
from (select count(*) as events from coded_curated($filters)) as found
cross join (select count(*) as events from coded_curated(of_any_standing($filters))) as unlensed
cross join (select count(*) as events from coded_curated(of_any_time(of_any_standing($filters)))) as ever
