-- One row is one record of the same type that comes right before or after a record in time: up to three on either side.
-- Parameters: record varchar.
-- Used by: the record page and dashboard.doors.
with here as (
    select
        record_id,
        type,
        date_earliest
    from record
    where record_id = $record and date_earliest is not null
),

placed as (
    select
        record.record_id,
        record.type,
        record.title,
        record.date,
        record.date_words,
        record.date_earliest,
        (record.date_earliest, record.record_id) < (here.date_earliest, here.record_id) as is_before,
        abs(record.date_earliest - here.date_earliest) as days
    from here
    inner join record on here.type = record.type and here.record_id != record.record_id
    where record.date_earliest is not null
),

ranked as (
    select
        *,
        row_number() over (
            partition by is_before
            order by days, if(is_before, null, record_id), if(is_before, record_id, null) desc
        ) as place
    from placed
)

select
    record_id,
    type,
    title,
    date,
    date_words,
    is_before
from ranked
where place <= 3
order by date_earliest, record_id
