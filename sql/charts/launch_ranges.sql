-- One row is one launch event whose distance over ground was published; `unmeasured` counts those that match without one.
-- Parameters: filters. Launches that read the same are told apart by place and number.
-- Used by: the chart launch_ranges. Parts are peers of an order: windows with partitions would cost more than the rest.

with matched as (
    select
        launches.record_id,
        launches.missile,
        launches.class,
        launches.facility,
        launches.distance_km,
        launches.outcome,
        launches.checked,
        marks.* exclude (record_id),
        (count(*) over () - count(launches.distance_km) over ())::integer as unmeasured
    from filtered_launches($filters) as launches
    inner join launch_mark as marks on launches.record_id = marks.record_id
)

select
    record_id as mark,
    concat_ws(
        '; ',
        words,
        if(count(*) over (order by alike range between current row and current row) > 1, 'from ' || facility, null),
        if(
            count(*) over peers > 1,
            (row_number() over (order by alike_from_there, record_id) - rank() over (order by alike_from_there) + 1)
            || ' of ' || count(*) over peers || ' alike',
            null
        )
    ) as label,
    [record_id] as records,
    middle as date,
    missile,
    class,
    class_label,
    class_sort,
    distance_km,
    outcome,
    checked,
    is_disputed,
    unmeasured
from matched
where distance_km is not null
window peers as (order by alike_from_there range between current row and current row)
order by date, record_id;
