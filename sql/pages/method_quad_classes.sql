-- One row is one quad class with its CAMEO roots, the events in it, and the lowest, middle and highest Goldstein value among them.
-- No parameters.
-- Used by: the method page.
with classes as (
    select
        quad_class,
        min(root_code) || ' to ' || max(root_code) as roots
    from cameo
    group by quad_class
)

select
    classes.quad_class,
    classes.roots,
    count(events.event_id) as events,
    count(distinct events.cameo) as codes,
    min(cameo.goldstein) as lowest,
    median(cameo.goldstein) as middle,
    max(cameo.goldstein) as highest
from classes
inner join cameo on classes.quad_class = cameo.quad_class
inner join events on cameo.code = events.cameo
group by classes.quad_class, classes.roots
order by classes.quad_class
