-- One row is the events of one era, family of kinds and side; `rate` is events a year of the era, as far as it lies in the chosen period.
-- Parameters: filters. An event counts in the era of its first day.
-- Used by: the chart eras_compared.

with counted as (
    select era, family_sort, side, count(*)::integer as events, list_sort(list(record_id)) as records
    from counted_events($filters)
    group by all
),

lengths as (
    select
        *,
        (
            least(end_date, coalesce(asked($filters).date_to, last_date))
            - greatest(start_date, coalesce(asked($filters).date_from, start_date)) + 1
        ) / 365.25 as years
    from chart_era
)

select
    concat_ws('-', era_id, lower(short), side) as mark,
    concat(
        lengths.era, ' (', span, '), ', lower(family), ': ', events, if(events = 1, ' event', ' events'), ' of ', side, ' in ',
        printf('%.1f', years), ' years, ', printf('%.1f', events / years), ' a year'
    ) as label,
    records,
    lengths.era,
    span,
    years,
    is_partial,
    family,
    short,
    family_sort,
    side,
    events,
    events / years as rate,
    dense_rank() over (order by start_date)::integer as era_sort
from counted
inner join lengths on counted.era = era_id and years > 0
inner join chart_family using (family_sort)
order by era_sort, family_sort, side desc;
