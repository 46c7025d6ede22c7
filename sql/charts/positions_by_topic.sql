-- One row is one position with a stance; place counts the positions of one topic and stance from 0, oldest first.
-- Parameters: filters.
-- Used by: the chart positions_by_topic. Parts are peers of an order: windows with partitions would cost more than the rest.

select
    marks.record_id as mark,
    marks.label,
    [marks.record_id] as records,
    matched.expert_name as expert,
    marks.topic_sort,
    matched.topic_label as topic,
    matched.negative_pole,
    matched.positive_pole,
    matched.stance,
    (row_number() over oldest_first - rank() over (order by marks.topic_sort, matched.stance))::integer as place,
    matched.checked,
    marks.is_disputed,
    marks.is_act
from filtered_positions($filters) as matched
inner join position_mark as marks on matched.record_id = marks.record_id
window oldest_first as (order by marks.topic_sort, matched.stance, matched.date_earliest, matched.record_id)
order by marks.topic_sort, matched.stance, place;
