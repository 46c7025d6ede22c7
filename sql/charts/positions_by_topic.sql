-- One row is one position with a stance; place counts those of one topic, side and kind from 0, leaning ones first. The topic most divided is first.
-- Parameters: filters.
-- Used by: the chart positions_by_topic. Parts are peers of an order: windows with partitions would cost more than the rest.

with sides as (
    select
        matched.record_id,
        matched.expert_name,
        matched.topic,
        matched.topic_label,
        matched.negative_pole,
        matched.positive_pole,
        matched.stance,
        matched.date_earliest,
        matched.checked,
        marks.* exclude (record_id),
        sign(matched.stance)::integer as side,
        abs(sum(sign(matched.stance)) over same_topic) / count(*) over same_topic as one_sided
    from filtered_positions($filters) as matched
    inner join position_mark as marks on matched.record_id = marks.record_id
    window same_topic as (order by marks.topic_sort range between current row and current row)
)

select
    record_id as mark,
    label,
    [record_id] as records,
    expert_name as expert,
    topic as topic_id,
    topic_sort,
    topic_label as topic,
    negative_pole,
    positive_pole,
    stance,
    side,
    (row_number() over outwards - rank() over (order by topic_sort, side, is_act))::integer as place,
    year(date_earliest)::integer as year,
    checked,
    is_disputed,
    is_act
from sides
window outwards as (order by topic_sort, side, is_act, abs(stance), date_earliest, record_id)
order by one_sided, topic_sort, side, is_act, place;
