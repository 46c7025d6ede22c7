-- One row is one source, ordered pair of states, month and quad class: how many events, and sums that can be added up further.
-- No parameters. Reads coded_events. An event counts where it names two states that differ.
-- Used by: dashboard.coded.rollups, on every engine.
select
    cast(source as varchar) as source,
    cast(actor1 as varchar) as actor1,
    cast(actor2 as varchar) as actor2,
    cast(year(date) as smallint) as year,
    cast(month(date) as tinyint) as month,
    cast(quad_class as tinyint) as quad_class,
    cast(count(*) as bigint) as events,
    cast(sum(is_root) as bigint) as root_events,
    cast(sum(coalesce(goldstein_x10, 0)) as bigint) as goldstein_x10,
    cast(sum(articles) as bigint) as articles,
    cast(sum(mentions) as bigint) as mentions
from coded_events
where actor1 <> actor2
group by source, actor1, actor2, year(date), month(date), quad_class
