-- One row is one year and side: the sum of the Goldstein values of its events above or below zero, and the net of both.
-- Parameters: filters. Actors count only where they act or are acted upon.
-- Used by: the chart cooperation_balance.

with sides (side, sign) as (
    values ('cooperation', 1), ('conflict', -1)
),

chosen as (
    select list(actor_id) as actors
    from actor_lineage
    where list_contains(asked($filters).actors, ancestor)
),

matched as (
    select
        record_id,
        year(date_earliest) as year,
        goldstein
    from filtered_events($filters), chosen
    where len(asked($filters).actors) = 0 or list_has_any(initiator || target, chosen.actors)
),

sums as (
    select
        year,
        side,
        round(sum(goldstein), 1) as goldstein_sum,
        count(*) as events,
        list(record_id order by record_id) as records
    from matched
    inner join sides on sign(matched.goldstein) = sides.sign
    group by year, side
),

netted as (
    select
        *,
        round(sum(goldstein_sum) over (partition by year), 1) as net_goldstein,
        year - dense_rank() over (order by year) as run
    from sums
)

select
    year || '-' || side as mark,
    year || ': ' || printf('%+.1f', goldstein_sum) || ' points of ' || side || ' from ' || events
    || if(events = 1, ' event', ' events') || ', net ' || printf('%+.1f', net_goldstein) as label,
    records,
    year::integer as year,
    side,
    goldstein_sum,
    net_goldstein,
    events::integer as events,
    dense_rank() over (order by run)::integer as run,
    year = (select year(max(date_latest)) from record where type = 'event') as is_partial
from netted
order by year, side desc;
