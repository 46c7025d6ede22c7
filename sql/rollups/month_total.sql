-- One row is one source, month and quad class of the whole world: how many events, and how many of them name two states that differ.
-- No parameters. Reads coded_events. Shares are parts of these, because the news grows.
-- Used by: dashboard.coded.rollups, on every engine.
select
    cast(source as varchar) as source,
    cast(year(date) as smallint) as year,
    cast(month(date) as tinyint) as month,
    cast(quad_class as tinyint) as quad_class,
    cast(count(*) as bigint) as events,
    cast(sum(case when actor1 <> actor2 then 1 else 0 end) as bigint) as paired,
    cast(sum(articles) as bigint) as articles
from coded_events
group by source, year(date), month(date), quad_class
