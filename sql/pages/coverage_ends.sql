-- One row: the month in which the record ends, that of its last event or launch.
-- No parameters.
-- Used by: the foot of every page.
select strftime(max(date_latest), '%B %Y') as month
from record
where type in ('event', 'launch')
