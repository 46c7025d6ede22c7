-- Bad row: an id that two tables use.
-- No parameters.
-- Used by: build and check.
select
    'data' as file,
    0 as line,
    'id' as "column",
    record_id as value,
    'an id used once over all tables; it stands in ' || string_agg(type, ' and ' order by type) as expected
from record
group by record_id
having count(*) > 1
order by record_id
