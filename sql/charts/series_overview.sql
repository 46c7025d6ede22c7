-- One row is one value of a main series. `run` counts stretches without a gap or a break: a missing value, or a change of basis.
-- Parameters: filters. The kind filter of the page chooses series for the explorer, so it is not applied here.
-- Used by: the chart series_overview.

with kept as (
    select
        *,
        is_gap(is_break, is_irregular, year, place) as is_gap
    from kept_exchange($filters)
    where main_sort is not null
)

select
    record_id as mark,
    label,
    [record_id] as records,
    role,
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
    (sum(is_gap::integer) over (order by place range between 1000 preceding and current row))::integer as run
from kept
order by main_sort, moment, record_id;
