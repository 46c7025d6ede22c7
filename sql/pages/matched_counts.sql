-- One row is one of these types of record: how many match the filters, how many match without the lens, how many there are.
-- Parameters: filters, types.
-- Used by: the sentence above the charts.
select
    filter_total.type,
    count(*) filter (where matched.passes_lens) as matched,
    count(matched.type) as matched_without_lens,
    any_value(filter_total.total) as total
from filter_total
left join (
    select type, passes_lens
    from matched_of('filter_record', $filters)
    where list_contains($types, type)
) as matched on filter_total.type = matched.type
where list_contains($types, filter_total.type)
group by filter_total.type
