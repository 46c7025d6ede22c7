-- One row is one value of a chosen series, or one event that is marked on the chart. `run` counts stretches without a gap or a break: a missing value, or a change of basis.
-- Parameters: filters. Kinds are series, and kinds of event to mark; without a series the first main one.
-- Used by: the chart series_explorer.

with kept as (
    select
        *,
        min(series_rank) over () as first_rank
    from kept_exchange($filters)
    where
        is_asked
        or role = 'value' and not exists (select 1 from series_group where list_contains(asked($filters).kinds, series))
),

chosen as (
    select
        *,
        is_gap(is_break, is_irregular, year, place) as is_gap
    from kept
    where first_rank is not null and (is_asked or series_rank = first_rank)
)

select
    record_id as mark,
    label,
    [record_id] as records,
    role,
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
    if(role = 'value', sum(is_gap::integer) over (order by place range between 1000 preceding and current row), null)::integer as run
from chosen
order by role desc, series_sort, moment, mark;
