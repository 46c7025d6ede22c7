-- Bad row: somebody is said to have judged an act before it happened.
-- No parameters. Dates that may overlap are let through.
-- Used by: build and check.
select
    'clause_events.csv' as file,
    clause_events.csv_line as line,
    'date' as "column",
    clause_events.date as value,
    concat('a day not before ', record.record_id, ', which is of ', record.date) as expected
from clause_events
inner join record on clause_events.record = record.record_id
inner join edtf as said on clause_events.date = said.edtf
where said.latest < record.date_earliest
order by line
