-- One row is one value of a series that answers a question. `run` counts stretches without a gap or a break; `adds_up` says whether values may be added.
-- Parameters: filters. Kinds are series; without any, those that answer the first question of which a value is left.
-- Used by: the chart series_answers.

with kept as (
    select
        kept.*,
        series_group.theme,
        series_group.is_answer,
        series_theme.question,
        series_theme.sort as theme_sort,
        -- A theme of which nothing but other series is left answers nothing.
        min(if(series_group.is_answer, series_theme.sort, null)) over () as first_theme,
        not series_group.is_state and kept.unit <> 'percent'
        and not bool_or(kept.is_break) over (order by kept.series_sort range between current row and current row) as adds_up
    from kept_exchange($filters) as kept
    inner join series_group on kept.series = series_group.series
    inner join series_theme on series_group.theme = series_theme.theme
    where
        kept.is_asked
        or not exists (select 1 from series_group as groups where list_contains(asked($filters).kinds, groups.series))
),

chosen as (
    select
        *,
        is_gap(is_break, is_irregular, year, place) as is_gap
    from kept
    where is_asked or is_answer and theme_sort = first_theme
)

select
    record_id as mark,
    label,
    [record_id] as records,
    role,
    question,
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
    adds_up,
    (sum(is_gap::integer) over (order by place range between 1000 preceding and current row))::integer as run
from chosen
order by theme_sort, series_sort, moment, record_id;
