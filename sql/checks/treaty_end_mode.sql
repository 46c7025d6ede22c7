-- Bad row: an instrument with an end date that is said to be in force, or without one that is said to have ended.
-- No parameters. Collapsed and lapsed instruments may lack a date that anybody can name.
-- Used by: build and check.
select
    'treaties.csv' as file,
    csv_line as line,
    'end_mode' as "column",
    end_mode as value,
    'in_force exactly where ended is empty' as expected
from treaties
where end_mode = 'in_force' and ended is not null
order by csv_line
