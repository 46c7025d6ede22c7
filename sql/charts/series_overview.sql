-- One row is one value of a main series. `run` counts stretches without a gap or a break.
-- Parameters: filters. The kind filter of the page chooses series for the explorer, so it is not applied here.
-- Used by: the chart series_overview.

select
    record_id as mark,
    label,
    [record_id] as records,
    'value' as role,
    series,
    short_title,
    unit,
    main_sort as series_sort,
    moment,
    date_words,
    value,
    status,
    is_apart,
    is_partial,
    reason,
    run
from plotted_observations(
    (select list(series) from series_group where main_sort is not null),
    of_any_kind($filters)
)
order by main_sort, moment, record_id;
