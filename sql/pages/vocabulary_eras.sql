-- One row is one era, in order of time.
-- No parameters.
-- Used by: dashboard.vocabulary.
select
    era_id as code,
    label
from eras
order by start_date
