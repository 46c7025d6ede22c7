-- One row is one source link of a mark, or one event where there is none, the strongest first: the value furthest from zero, then most reports.
-- Parameters: states varchar[], sources varchar[], quads integer[], start date, stop date, most integer. Reads the view coded_events.
-- Used by: dashboard.coded.links.
with kept as (
    select *
    from coded_events
    where
        list_contains($sources, source)
        and date >= $start
        and date < $stop
        and list_contains($quads, quad_class)
        and if(
            len($states) = 1,
            actor1 <> actor2 and (actor1 = $states[1] or actor2 = $states[1]),
            actor1 <> actor2 and list_contains($states, actor1) and list_contains($states, actor2)
        )
)

select
    date,
    actor1,
    actor2,
    cameo,
    goldstein_x10,
    articles,
    place,
    url,
    story,
    source,
    event_id,
    count(*) over (partition by coalesce(url, event_id)) as of_link,
    count(*) over () as of_all
from kept
qualify row_number() over (partition by coalesce(url, event_id) order by abs(goldstein_x10) desc nulls last, articles desc, event_id) = 1
order by abs(goldstein_x10) desc nulls last, articles desc, date, event_id
limit $most
