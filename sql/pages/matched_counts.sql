-- One row is one type of record: how many match the filters, how many match without the lens, how many there are.
-- Parameters: filters.
-- Used by: the sentence above the charts.
with matched as (
    select type, count(*) as records
    from filtered_records($filters)
    group by type
),

without_lens as (
    select type, count(*) as records
    from filtered_records(of_any_standing($filters))
    group by type
)

select
    record.type,
    coalesce(any_value(matched.records), 0) as matched,
    coalesce(any_value(without_lens.records), 0) as matched_without_lens,
    count(*) as total
from record
left join matched on record.type = matched.type
left join without_lens on record.type = without_lens.type
group by record.type
order by record.type
