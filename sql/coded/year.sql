-- One row is one event of a year: what was imported now and what was there, sorted by pair and day so that one pair lies together.
-- Parameters: source varchar and year, which all rows share: they are added to what is sorted, not sorted with it. Reads the view incoming, the new rows with the place they were read from, and the view existing.
-- Used by: dashboard.coded.finish. The last one read of an event that was read twice counts.
select
    $source as source,
    *,
    $year::smallint as year
from (
    select * exclude (run, member, line, source, year)
    from (
        select * from incoming
        union all by name
        select * from existing
    )
    qualify row_number() over (partition by event_id order by run desc, member desc, line desc) = 1
    order by actor1 nulls last, actor2 nulls last, date, event_id
)
