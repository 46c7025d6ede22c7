-- Bad row: an event whose first day belongs to no era, so that an era filter would lose it.
-- No parameters.
-- Used by: build and check.
select
    'events.csv' as file,
    events.csv_line as line,
    'date' as "column",
    events.date as value,
    'a date inside one of the eras' as expected
from events
inner join record on events.event_id = record.record_id
where record.era is null
order by events.csv_line
