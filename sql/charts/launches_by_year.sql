-- One row is the launches of one year and class, or of one year and all classes; an event without a published count is in `uncounted`.
-- Parameters: filters. A launch counts for the year of its first day.
-- Used by: the chart launches_by_year.

with matched as (
    select
        year(date_earliest)::integer as year,
        unnest(['all', class]) as class,
        missiles,
        record_id
    from filtered_launches($filters)
),

counted as (
    select
        year,
        class,
        coalesce(sum(missiles), 0)::integer as missiles,
        count(*)::integer as launch_events,
        count(*) filter (where missiles is null)::integer as uncounted,
        list(record_id order by record_id) as records
    from matched
    group by year, class
),

named as (
    select
        counted.*,
        coalesce(codes.sort, 0)::integer as class_sort,
        case counted.class
            when 'all' then 'All launches'
            when 'unknown' then 'Type not known'
            else codes.label || 's'
        end as class_label
    from counted
    left join codes on codes.vocabulary = 'missile_class' and counted.class = codes.code
)

select
    concat_ws('-', year, class) as mark,
    concat(
        year, ', ', lower(class_label), ': ',
        concat_ws(
            ', and ',
            if(launch_events > uncounted, missiles || ' counted in ' || (launch_events - uncounted)
            || if(launch_events - uncounted = 1, ' launch event', ' launch events'), null),
            if(uncounted > 0, uncounted || if(uncounted = 1, ' launch event', ' launch events') || ' without a published count', null)
        )
    ) as label,
    records,
    year,
    class,
    class_label,
    class_sort,
    missiles,
    launch_events,
    uncounted,
    year = (select year(max(date_latest)) from record where type in ('event', 'launch')) as is_partial
from named
order by year, class_sort;
