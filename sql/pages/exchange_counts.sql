-- One row is one type of what the page on exchange shows: how many match the filters, how many match without the lens, how many there are.
-- Parameters: eras, actors, kinds varchar[]; date_from, date_to date; words varchar[]; lens varchar. The kinds limit the values alone.
-- Used by: the sentence above the charts on exchange.
select
    'observation' as type,
    (select count(*) from filtered_observations($eras, $actors, $kinds, $date_from, $date_to, $words, $lens)) as matched,
    (select count(*) from filtered_observations($eras, $actors, $kinds, $date_from, $date_to, $words, 'all')) as matched_without_lens,
    (select count(*) from observations) as total
union all
select
    'detention',
    (select count(*) from filtered_detentions($eras, $actors, [], $date_from, $date_to, $words, $lens)),
    (select count(*) from filtered_detentions($eras, $actors, [], $date_from, $date_to, $words, 'all')),
    (select count(*) from detentions)
