-- One row is one event, launch or nuclear test: the first and the last day that it may mean.
-- No parameters.
-- Used by: the count of what the record holds of a peer's chronology.
select
    date_earliest,
    date_latest
from record
where type in ('event', 'launch', 'test') and date_earliest is not null
order by date_earliest, date_latest
