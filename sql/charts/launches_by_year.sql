-- One row is the launches of one year and class, or of one year and all classes; an event without a published count is in `uncounted`.
-- Parameters: filters. A launch counts for the year of its first day.
-- Used by: the chart launches_by_year.

with matched as (
    select
        marks.year,
        marks.is_partial,
        unnest(['all', launches.class]) as class,
        launches.missiles,
        launches.record_id
    from filtered_launches($filters) as launches
    inner join launch_mark as marks on launches.record_id = marks.record_id
),

counted as (
    select
        year,
        class,
        any_value(is_partial) as is_partial,
        coalesce(sum(missiles), 0)::integer as missiles,
        count(*)::integer as launch_events,
        (count(*) - count(missiles))::integer as uncounted,
        list_sort(list(record_id)) as records
    from matched
    group by year, class
)

select
    concat_ws('-', counted.year, counted.class) as mark,
    concat(
        counted.year, ', ', lower(classes.label), ': ',
        concat_ws(
            ', and ',
            case launch_events - uncounted
                when 0 then null
                when 1 then printf('%d counted in 1 launch event', missiles)
                else printf('%d counted in %d launch events', missiles, launch_events - uncounted)
            end,
            case uncounted
                when 0 then null
                when 1 then '1 launch event without a published count'
                else printf('%d launch events without a published count', uncounted)
            end
        )
    ) as label,
    counted.records,
    counted.year,
    counted.class,
    classes.label as class_label,
    classes.sort as class_sort,
    counted.missiles,
    counted.launch_events,
    counted.uncounted,
    counted.is_partial
from counted
inner join launch_class as classes on counted.class = classes.class
order by counted.year, class_sort;
