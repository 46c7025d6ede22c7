-- One row is one mark of a lane since 1984: the launch events of a quarter, a nuclear test, a resolution, a step of US sanctions, or talks.
-- Parameters: filters. The kind filter of the page holds classes of missiles: it limits the launches.
-- Used by: the chart tests_sanctions_talks. `stack` counts dots that would hide each other from 0, as peers of an order, which costs less than partitions.

with launches as (
    select
        marks.quarter,
        any_value(marks.quarter_words) as words,
        list_sort(list(matched.record_id)) as records,
        count(*)::integer as launch_events
    from filtered_launches($filters) as matched
    inner join launch_mark as marks on matched.record_id = marks.record_id
    group by marks.quarter
)

select
    concat('launches-', year(quarter), '-', quarter(quarter)) as mark,
    concat(words, launch_events, if(launch_events = 1, ' launch event', ' launch events')) as label,
    records,
    'launches' as lane,
    quarter as date_earliest,
    last_day(quarter + interval 2 month) as date_latest,
    launch_events,
    null as short,
    'launches' as kind,
    null::integer as quad_class,
    2 as checked,
    false as is_disputed,
    0 as stack
from launches
union all
select
    record_id,
    label,
    [record_id],
    lane,
    date_earliest,
    date_latest,
    null,
    short,
    kind,
    quad_class,
    checked,
    is_disputed or has_contradicted_claim,
    row_number() over (order by lane, slot, date_earliest, record_id) - rank() over (order by lane, slot)
from kept_of('filter_lane', of_any_kind($filters))
order by lane, date_earliest, mark;
