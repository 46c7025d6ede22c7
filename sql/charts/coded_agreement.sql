-- One row is one month and side where the coded events have a peak, the record has events, or both.
-- Parameters: filters. The kinds are data sets; words and lens limit the events of the record alone.
-- Used by: the chart coded_agreement.

with wanted as materialized (
    select * from coded_wanted('coded.sources', $filters)
),

ever as materialized (
    select * from coded_any_time('wanted')
),

months as materialized (
    select start, side, sum(events)::integer as events
    from coded_months('coded.pair_month', 'coded.actor_month', 'ever')
    group by all
),

calendar as (
    select start::date as start, side, world.events as world
    from coded_totals('coded.month_total', 'ever') as world, (values ('cooperation'), ('conflict')) as sides (side)
    where start between (select min(start) from months) and (select max(start) from months)
),

shares as (
    select start, side, coalesce(events, 0) as events, 1000 * coalesce(events, 0) / world as per_mille
    from calendar left join months using (start, side)
),

usual as (
    select *, median(per_mille) over (partition by side order by start rows between 12 preceding and 12 following) as around
    from shares
),

curated as (
    select date_trunc('month', date_earliest)::date as start, side, count(*)::integer as curated,
        list(record_id order by record_id) as records
    from coded_curated('wanted')
    where date_trunc('month', date_earliest) = date_trunc('month', date_latest)
    group by all
),

found as (
    select *, coalesce(curated, 0) as in_record, events >= 5 and per_mille >= 1.5 * around as is_peak
    from usual left join curated using (start, side)
)

select
    strftime(start, '%Y-%m-') || side as mark,
    printf('%s, %s: %s; %s coded %s, %.1f times the usual share',
        strftime(start, '%B %Y'), side,
        case in_record when 0 then 'no event of the record' when 1 then '1 event of the record' else in_record || ' events of the record' end,
        format('{:,}', events), if(events = 1, 'event', 'events'), if(around > 0, per_mille / around, 0)) as label,
    coalesce(records, []) as records,
    case when not is_peak then 'record' when in_record = 0 then 'machine' else 'both' end as seen_by,
    start, (start + interval 1 month)::date as stop, side, in_record, events, round(per_mille, 3)::double as per_mille,
    round(if(around > 0, per_mille / around, 0), 1)::double as times_usual, said.asked
from found cross join coded_said('wanted') as said cross join wanted
where (is_peak or in_record > 0) and coded_is_in_time(start, date_from, date_to, eras, periods)
order by start, side desc
