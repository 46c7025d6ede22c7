-- One row is one source, ordered pair of states, year and quad class: the sums of its months.
-- No parameters. Reads pair_month.
-- Used by: dashboard.coded.rollups, on every engine.
select
    cast(source as varchar) as source,
    cast(actor1 as varchar) as actor1,
    cast(actor2 as varchar) as actor2,
    cast(year as smallint) as year,
    cast(quad_class as tinyint) as quad_class,
    cast(sum(events) as bigint) as events,
    cast(sum(root_events) as bigint) as root_events,
    cast(sum(goldstein_x10) as bigint) as goldstein_x10,
    cast(sum(articles) as bigint) as articles,
    cast(sum(mentions) as bigint) as mentions
from pair_month
group by source, actor1, actor2, year, quad_class
