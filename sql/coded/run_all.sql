-- One row is one line of what was read, by year, so that a year can be taken out of a run; lines with a fault are told from events by it.
-- No parameters. Reads the view parsed.
-- Used by: dashboard.coded.stage.
select
    *,
    year(date)::smallint as year
from parsed
order by year
