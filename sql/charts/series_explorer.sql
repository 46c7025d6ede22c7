-- One row is one value of a chosen series, or one event that is marked on the chart. `run` counts stretches without a gap or a break.
-- Parameters: filters. Kinds are series, and kinds of event to mark; without a series the first main one.
-- Used by: the chart series_explorer.

with found as (
    select distinct series, main_sort, series_sort
    from filtered_observations($filters)
),

drawn as (
    select coalesce(
        list(series) filter (list_contains(asked($filters).kinds, series)),
        [arg_min(series, (coalesce(main_sort, 99), series_sort))]
    ) as series
    from found
),

chosen as materialized (
    select *
    from plotted_observations((select series from drawn), $filters)
)

select
    record_id as mark,
    label,
    [record_id] as records,
    'value' as role,
    series,
    short_title,
    unit,
    series_sort,
    moment,
    date_words,
    value,
    status,
    is_apart,
    is_partial,
    reason,
    run
from chosen
union all by name
select
    record_id as mark,
    title || ', ' || date_words as label,
    [record_id] as records,
    'marker' as role,
    codes.label as short_title,
    codes.sort as series_sort,
    year(date_earliest) + date_diff('day', date_trunc('year', date_earliest), date_earliest) / 366.0 as moment
from filtered_records(of_any_actor($filters))
inner join codes on codes.vocabulary = 'event_kind' and kind = codes.code
where type = 'event' and list_contains(asked($filters).kinds, kind) and exists (select 1 from chosen)
order by role desc, series_sort, moment, mark;
