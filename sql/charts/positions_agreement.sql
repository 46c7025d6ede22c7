-- One row is one pair of experts that share three topics or more: 1 less a quarter of the mean distance of their mean stances.
-- Parameters: filters.
-- Used by: the chart positions_agreement.

with means as materialized (
    select
        matched.expert,
        marks.topic_sort,
        any_value(matched.expert_name) as name,
        any_value(matched.topic_label) as topic,
        avg(matched.stance) as stance,
        list(matched.record_id) as positions
    from filtered_positions($filters) as matched
    inner join position_mark as marks on matched.record_id = marks.record_id
    group by matched.expert, marks.topic_sort
),

pairs as (
    select
        one.expert || '-and-' || other.expert as mark,
        any_value(one.name) as one_name,
        any_value(other.name) as other_name,
        list_sort(flatten(list(one.positions || other.positions))) as records,
        list({'sort': one.topic_sort, 'topic': one.topic, 'one': one.stance, 'other': other.stance}) as shared,
        count(*)::integer as topics,
        1 - avg(abs(one.stance - other.stance)) / 4 as similarity,
        max(abs(one.stance - other.stance)) as widest_gap,
        arg_max(one.topic, abs(one.stance - other.stance) - one.topic_sort / 1000) as widest_topic
    from means as one
    inner join means as other on one.topic_sort = other.topic_sort and one.expert < other.expert
    group by one.expert, other.expert
    having count(*) >= 3
)

select
    mark,
    concat(
        printf('%s and %s: similarity %.2f over %d topics. ', one_name, other_name, similarity, topics),
        array_to_string([printf('%s (%+.1f and %+.1f)', its.topic, its.one, its.other) for its in list_sort(shared)], '; ')
    ) as label,
    records,
    one_name,
    other_name,
    topics,
    similarity,
    widest_gap,
    if(widest_gap > 0, widest_topic, null) as widest_topic
from pairs
order by similarity desc, mark;
