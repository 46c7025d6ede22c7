-- One row is one era with the reason for its first day and the events in it.
-- No parameters.
-- Used by: the method page.
select
    eras.era_id,
    eras.label,
    eras.start_date,
    eras.end_date,
    eras.reason,
    count(record.record_id) as events
from eras
left join record on eras.era_id = record.era and record.type = 'event'
group by all
order by eras.start_date
