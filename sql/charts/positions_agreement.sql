-- One row is one pair of experts that share three topics or more: 1 less a quarter of the mean distance of their mean stances.
-- Parameters: filters.
-- Used by: the chart positions_agreement.

with matched as (
    select *
    from filtered_positions($filters)
    where stance is not null
),

means as (
    select
        expert,
        any_value(expert_name) as name,
        topic,
        any_value(topic_label) as topic_label,
        avg(stance) as stance,
        list(record_id) as positions
    from matched
    group by expert, topic
)

select
    one.expert || '-and-' || other.expert as mark,
    any_value(one.name) || ' and ' || any_value(other.name) || ': similarity ' || printf('%.2f', 1 - avg(abs(one.stance - other.stance)) / 4)
    || ' over ' || count(*) || ' topics. '
    || string_agg(
        one.topic_label || ' (' || printf('%+.1f', one.stance) || ' and ' || printf('%+.1f', other.stance) || ')',
        '; '
        order by topics.csv_line
    ) as label,
    list_sort(list_distinct(flatten(list(one.positions || other.positions)))) as records,
    any_value(one.name) as one_name,
    any_value(other.name) as other_name,
    count(*)::integer as topics,
    1 - avg(abs(one.stance - other.stance)) / 4 as similarity,
    max(abs(one.stance - other.stance)) as widest_gap,
    if(max(abs(one.stance - other.stance)) > 0, arg_max(one.topic_label, abs(one.stance - other.stance) - topics.csv_line / 1000), null) as widest_topic
from means as one
inner join means as other on one.topic = other.topic and one.expert < other.expert
inner join topics on one.topic = topics.topic_id
group by one.expert, other.expert
having count(*) >= 3
order by similarity desc, mark;
