-- One row is one line of what was read, with the year it belongs to; lines with a fault are told from events by it.
-- No parameters. Reads the view parsed.
-- Used by: dashboard.coded.stage.
select
    *,
    -- A line with a fault may have a day of any year.
    if(fault is null, year(date), null)::smallint as year
from parsed
