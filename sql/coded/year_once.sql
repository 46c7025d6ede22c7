-- One row is one event of a year in which no event was read twice; else the same as year.sql, without the work of finding them.
-- Parameters: source varchar and year, which all rows share: they are added to what is sorted, not sorted with it. Reads the view incoming, the new rows with the place they were read from, and the view existing.
-- Used by: dashboard.coded.finish.
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
    order by actor1 nulls last, actor2 nulls last, date, event_id
)
