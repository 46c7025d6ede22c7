-- One row is one month, or year where there are more than ten years, and quad class of coded events; or one side of it with events of the record.
-- Parameters: filters. The kinds are data sets; words and lens limit the events of the record alone.
-- Used by: the chart coded_by_month.

with wanted as materialized (
    select * from coded_wanted('coded.sources', $filters)
),

months as materialized (
    select * from coded_months('coded.pair_month', 'coded.actor_month', 'wanted')
),

span as materialized (
    select any_value(said.asked) as asked, min(start) as first, max(start) as last, date_diff('month', min(start), max(start)) >= 120 as is_long
    from months cross join coded_said('wanted') as said
),

world as (
    select if(is_long, date_trunc('year', start)::date, start) as start, sum(events) as events
    from coded_totals('coded.month_total', 'wanted'), span
    group by all
),

coded as (
    select if(is_long, date_trunc('year', start)::date, start) as start, side, quad_class,
        sum(events)::integer as events, sum(articles)::integer as articles, sum(goldstein_x10) as goldstein_x10
    from months, span
    group by all
),

curated as (
    select if(is_long, date_trunc('year', date_earliest)::date, date_trunc('month', date_earliest)::date) as start, side,
        count(*)::integer as events, list(record_id order by record_id) as records
    from coded_curated('wanted'), span
    where
        date_trunc('month', date_earliest) >= first
        and date_latest <= last + interval 1 month
        and if(is_long, year(date_earliest) = year(date_latest), date_trunc('month', date_earliest) = date_trunc('month', date_latest))
    group by all
)

select
    if(is_long, strftime(start, '%Y'), strftime(start, '%Y-%m')) || '-' || coalesce(quad_class::varchar, side) as mark,
    if(is_long, strftime(start, '%Y'), strftime(start, '%B %Y')) || ', ' || label as label,
    records, role, start, (start + if(is_long, interval 1 year, interval 1 month))::date as stop, is_long,
    side, quad_class, events, per_mille, goldstein, articles, asked
from (
    select 'coded' as role, start, side, quad_class, coded.events, articles, coalesce(curated.records, []) as records,
        round(1000 * coded.events / world.events, 3)::double as per_mille,
        round(goldstein_x10 / coded.events / 10, 1)::double as goldstein,
        printf('%s: %s coded %s, %.2f of 1,000 in the world, mean Goldstein value %+.1f',
            case quad_class when 1 then 'cooperation in words' when 2 then 'cooperation in deeds' when 3 then 'conflict in words' else 'conflict in deeds' end,
            format('{:,}', coded.events), if(coded.events = 1, 'event', 'events'), 1000 * coded.events / world.events, goldstein_x10 / coded.events / 10) as label
    from coded inner join world using (start) left join curated using (start, side)
    union all
    select 'record', start, side, null, events, null, records, null, null,
        printf('%s: %d %s of the record', side, events, if(events = 1, 'event', 'events'))
    from curated
), span
order by role, start, quad_class, side desc
