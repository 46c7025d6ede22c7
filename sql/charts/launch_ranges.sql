-- One row is one launch event whose distance over ground was published; `unmeasured` counts those that match without one.
-- Parameters: eras, actors, kinds, date_from, date_to, words, lens.
-- Used by: the chart launch_ranges.

with matched as (
    select *
    from filtered_launches($eras, $actors, $kinds, $date_from, $date_to, $words, $lens)
)

select
    matched.record_id as mark,
    concat_ws(
        '; ',
        if(matched.missile = 'unidentified', 'Type not identified', matched.missile) || ', ' || matched.date_words || ': '
        || format('{:,}', matched.distance_km::bigint) || ' km flown',
        lower(classes.label),
        case matched.outcome when 'unknown' then 'outcome not known' else lower(outcomes.label) end,
        case matched.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(matched.is_disputed, 'sources disagree', null)
    ) as label,
    [matched.record_id] as records,
    matched.date_earliest + ((matched.date_latest - matched.date_earliest) // 2)::integer as date,
    matched.missile,
    classes.label as class_label,
    classes.sort as class_sort,
    matched.distance_km,
    matched.outcome,
    matched.checked,
    matched.is_disputed or matched.has_contradicted_claim as is_disputed,
    (select count(*) from matched where distance_km is null)::integer as unmeasured
from matched
inner join codes as classes on classes.vocabulary = 'missile_class' and matched.class = classes.code
left join codes as outcomes on outcomes.vocabulary = 'outcome' and matched.outcome = outcomes.code
where matched.distance_km is not null
order by date, matched.record_id;
