-- One row is one position with a stance and a date; positions_of_expert counts those of the same expert on the same topic.
-- Parameters: filters. Open dates are drawn at their first day, none after the last event.
-- Used by: the chart positions_over_time. Parts are peers of an order: windows with partitions would cost more than the rest.

with slots as (
    select
        matched.* exclude (is_disputed),
        marks.* exclude (record_id),
        ((marks.middle - min(marks.middle) over ()) / greatest((max(marks.middle) over () - min(marks.middle) over ()) / 60, 1))::integer as slot
    from filtered_positions($filters) as matched
    inner join position_mark as marks on matched.record_id = marks.record_id
    where matched.date_earliest is not null
)

select
    record_id as mark,
    label,
    [record_id] as records,
    middle as date,
    date_earliest,
    placed_latest as date_latest,
    date_precision,
    expert_name as expert,
    topic_sort,
    topic_label as topic,
    negative_pole,
    positive_pole,
    stance,
    (row_number() over oldest_first - rank() over (order by topic_sort, stance, slot))::integer as place,
    (count(*) over (order by expert, topic range between current row and current row))::integer as positions_of_expert,
    checked,
    is_disputed,
    is_act
from slots
window oldest_first as (order by topic_sort, stance, slot, middle, record_id)
order by topic_sort, middle, record_id;
