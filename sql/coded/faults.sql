-- One row is one line that has as many columns as it should, and a cell that cannot be read: its file, its number, what is wrong.
-- No parameters. Reads the view written, the lines of one run.
-- Used by: dashboard.coded.stage.
select
    member,
    line,
    fault,
    concat_ws(' ', event_id, cameo, actor1_code, actor2_code)
from written
where fault is not null
order by member, line
