-- One row is one type of what the page on exchange shows: how many match the filters, how many match without the lens, how many there are.
-- Parameters: filters. The kinds limit the values alone.
-- Used by: the sentence above the charts on exchange.
select
    'observation' as type,
    (select count(*) from filtered_observations($filters)) as matched,
    (select count(*) from filtered_observations(of_any_standing($filters))) as matched_without_lens,
    (select count(*) from observations) as total
union all
select
    'detention',
    (select count(*) from filtered_detentions(of_any_kind($filters))),
    (select count(*) from filtered_detentions(of_any_standing(of_any_kind($filters)))),
    (select count(*) from detentions)
