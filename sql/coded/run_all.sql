-- One row is one event of what was read, by year, so that a year can be taken out of a run.
-- No parameters. Reads the view parsed.
-- Used by: dashboard.coded.stage.
select
    * exclude (fault),
    year(date)::smallint as year
from parsed
where fault is null
order by year
