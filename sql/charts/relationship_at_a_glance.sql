-- One row is one event, main instrument or era (`part`), from start to stop in years; those outside eras and period stay, with `shown` false.
-- Parameters: filters. The kinds limit events alone. An instrument whose last day is not known stops at its start.
-- Used by: the chart relationship_at_a_glance.

with matched as materialized (
    select
        *,
        [record_id] as records,
        coalesce(
            is_in_time(eras, date_earliest, date_latest, asked($filters).eras, asked($filters).date_from, asked($filters).date_to),
            false
        ) as shown
    from kept_of('filter_glance', of_any_kind(of_any_time($filters)))
    where part = 'treaty' or len(asked($filters).kinds) = 0 or list_contains(asked($filters).kinds, kind)
),

spans as (
    select
        'era' as part,
        chart_era.era_id as record_id,
        concat(
            chart_era.era, ', ', year(start_date), ' to ', if(is_partial, 'today', year(end_date)::varchar), '; ',
            len(records), if(len(records) = 1, ' event', ' events')
        ) as label,
        chart_era.short_name as name,
        year_point(start_date) as start,
        year_point(end_date + 1) as stop,
        own.records,
        999 as rank,
        own.shown
    from chart_era
    inner join (
        select era, list_sort(list(record_id)) as records, bool_or(shown) as shown
        from matched
        where part = 'event'
        group by era
    ) as own on chart_era.era_id = own.era
)

select
    record_id as mark,
    label,
    records,
    part,
    start,
    stop,
    floor(start)::integer as year,
    name,
    rank,
    quad_class,
    checked,
    is_disputed,
    fate,
    shown
from (from matched union all by name from spans)
order by part = 'era', part = 'treaty', start, record_id;
