-- One row is one event of a year that was read now, with the run it stands in, later runs having higher numbers.
-- No parameters. Reads the view incoming_rows.
-- Used by: dashboard.coded.finish.
select
    * exclude (filename, fault),
    regexp_extract(filename, 'run-([0-9]+)', 1)::integer as run
from incoming_rows
