-- One row is one type of record: how many rest on none, one, two, or three and more agreeing sources, and on a primary one.
-- No parameters.
-- Used by: the method page.
select
    record.type,
    count(*) as records,
    count(*) filter (where record.checked = 0) as none,
    count(*) filter (where record.checked = 1) as one,
    count(*) filter (where record.checked = 2) as two,
    count(*) filter (where record.checked >= 3) as more,
    count(*) filter (where standing.rests_on_primary) as on_primary
from record
inner join standing on record.record_id = standing.record_id
group by record.type
order by records desc, record.type
