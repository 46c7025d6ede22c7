-- One row is one source link of a mark, or one event where there is none, the strongest first: the value furthest from zero, then most reports.
-- Parameters: files varchar[], states varchar[], sources varchar[], quads integer[], start date, stop date, most integer.
-- Used by: dashboard.coded.links.
with kept as (
    -- Rows lie by pair and day, so that parts of a file which hold no row of a first actor are passed over.
    select *
    from read_parquet($files, hive_partitioning = false)
    where
        list_contains($sources, source)
        and date >= $start
        and date < $stop
        and list_contains($quads, quad_class)
        and actor1 <> actor2
        and (len($states) <> 1 or actor1 = $states[1] or actor2 = $states[1])
        and (len($states) = 1 or list_contains($states, actor1) and list_contains($states, actor2))
        -- Said once more for two states, in the form by which the reader passes over parts of a file.
        and (len($states) <> 2 or actor1 in ($states[1], $states[2]))
        and (len($states) <> 2 or actor2 in ($states[1], $states[2]))
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
