-- Bad row: an era that does not begin on the day after the one before, or a last era that is closed.
-- No parameters.
-- Used by: build and check.
with neighbours as (
    select
        era_id,
        start_date,
        end_date,
        csv_line,
        lag(end_date) over (order by start_date) as previous_end,
        row_number() over (order by start_date) as number,
        count(*) over () as eras
    from eras
)

select
    'eras.csv' as file,
    csv_line as line,
    case when number > 1 and start_date is distinct from previous_end + 1 then 'start_date' else 'end_date' end as "column",
    era_id as value,
    'eras that follow one another without a gap, each ending after it starts, the last one open' as expected
from neighbours
where
    (number > 1 and start_date is distinct from previous_end + 1)
    or coalesce(end_date < start_date, false)
    or (number = eras) != (end_date is null)
order by csv_line
