-- One row is one record that rests on at least one source.
-- No parameters.
-- Used by: check.
select distinct record_id
from evidence
where role not in ('mention', 'disputes')
order by record_id
