-- Bad row: a change that stands after one of a later day. A link says how many changes its data had seen, so that the file only grows at its end.
-- No parameters.
-- Used by: build and check.
select
    'CHANGES.csv' as file,
    csv_line as line,
    'day' as "column",
    day::varchar as value,
    'a day not before that of the row above it: changes are added at the end' as expected
from (
    select
        csv_line,
        day,
        lag(day) over (order by csv_line) as before
    from changes
) as told
where day < before
order by csv_line
