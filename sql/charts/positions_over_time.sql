-- One row is one position with a stance and a date; positions_of_expert counts those of the same expert on the same topic.
-- Parameters: filters. Open dates are drawn at their first day, none after the last event.
-- Used by: the chart positions_over_time. Parts are peers of an order: windows with partitions would cost more than the rest.

select
    marks.record_id as mark,
    marks.label,
    [marks.record_id] as records,
    marks.middle as date,
    matched.date_earliest,
    marks.placed_latest as date_latest,
    matched.date_precision,
    matched.expert_name as expert,
    matched.topic as topic_id,
    marks.topic_sort,
    matched.topic_label as topic,
    matched.negative_pole,
    matched.positive_pole,
    matched.stance,
    sign(matched.stance)::integer as side,
    (
        count(*) over (order by matched.expert, matched.topic range between current row and current row)
    )::integer as positions_of_expert,
    matched.checked,
    marks.is_disputed,
    marks.is_act
from filtered_positions($filters) as matched
inner join position_mark as marks on matched.record_id = marks.record_id
where matched.date_earliest is not null
order by marks.topic_sort, marks.middle, marks.record_id;
