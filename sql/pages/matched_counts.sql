-- One row is one of these types of record: how many match the filters, how many match without the lens, how many there are.
-- Parameters: filters, types.
-- Used by: the sentence above the charts.
with wanted as materialized (
    -- Read back once, not once a row.
    select $types as types
)
select
    filter_total.type,
    count(*) filter (where matched.passes_lens) as matched,
    count(matched.type) as matched_without_lens,
    any_value(filter_total.total) as total
from filter_total
cross join wanted
left join (
    select found.type, found.passes_lens
    from matched_of('filter_record', $filters) as found
    cross join wanted
    where list_contains(wanted.types, found.type)
) as matched on filter_total.type = matched.type
where list_contains(wanted.types, filter_total.type)
group by filter_total.type
