-- One row is one launch event whose distance over ground was published; `unmeasured` counts those that match without one.
-- Parameters: filters. Launches that read the same are told apart by place and number.
-- Used by: the chart launch_ranges.

with matched as (
    select *
    from filtered_launches($filters)
),

said as (
    select
        matched.*,
        classes.label as class_label,
        classes.sort as class_sort,
        concat_ws(
            '; ',
            if(matched.missile = 'unidentified', 'Type not identified', matched.missile) || ', ' || matched.date_words || ': '
            || format('{:,}', matched.distance_km::bigint) || ' km flown',
            lower(classes.label),
            case matched.outcome when 'unknown' then 'outcome not known' else lower(outcomes.label) end,
            case matched.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
            if(matched.is_disputed, 'sources disagree', null)
        ) as words
    from matched
    inner join codes as classes on classes.vocabulary = 'missile_class' and matched.class = classes.code
    left join codes as outcomes on outcomes.vocabulary = 'outcome' and matched.outcome = outcomes.code
    where matched.distance_km is not null
)

select
    record_id as mark,
    concat_ws(
        '; ',
        words,
        if(count(*) over alike > 1, 'from ' || facility, null),
        if(
            count(*) over alike_from_there > 1,
            row_number() over (alike_from_there order by record_id) || ' of ' || count(*) over alike_from_there || ' alike',
            null
        )
    ) as label,
    [record_id] as records,
    date_earliest + ((date_latest - date_earliest) // 2)::integer as date,
    missile,
    class_label,
    class_sort,
    distance_km,
    outcome,
    checked,
    is_disputed or has_contradicted_claim as is_disputed,
    (select count(*) from matched where distance_km is null)::integer as unmeasured
from said
window alike as (partition by words), alike_from_there as (partition by words, facility)
order by date, record_id;
