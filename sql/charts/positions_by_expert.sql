-- One row is one expert on one topic: the mean stance over the positions, how many, and what each says on what condition.
-- Parameters: filters. Experts with one position are together one last row a topic, `is_others`.
-- Used by: the chart positions_by_expert.

with matched as (
    select
        *,
        count(*) over (partition by expert) as expert_positions,
        expert_positions = 1 as is_others,
        if(is_others, 'others', expert) as who
    from filtered_positions($filters)
    where stance is not null
),

means as (
    select
        who,
        topic,
        is_others,
        if(is_others, 'Others, one position each', any_value(expert_name)) as expert,
        any_value(topic_label) as topic_label,
        any_value(negative_pole) as negative_pole,
        any_value(positive_pole) as positive_pole,
        max(expert_positions)::integer as expert_positions,
        avg(stance) as stance,
        min(stance)::integer as lowest,
        max(stance)::integer as highest,
        count(*)::integer as positions,
        list(record_id order by record_id) as records,
        list(
            concat_ws(
                '; ',
                coalesce(date_words, 'no date') || ' (' || printf('%+d', stance) || '): ' || rtrim(claim, '.'),
                'on condition: ' || rtrim(condition, '.')
            )
            order by date_earliest, record_id
        ) as claims,
        list(expert_name || ' (' || printf('%+d', stance) || ')' order by expert_name) as people
    from matched
    group by who, topic, is_others
)

select
    means.who || '-on-' || means.topic as mark,
    means.expert || if(is_others, ', on “', ' on “') || means.topic_label || '”: '
    || case
        when is_others and positions > 1
            then positions || ' people, mean stance ' || printf('%+.1f', stance) || ', from ' || printf('%+d', lowest) || ' to ' || printf('%+d', highest)
        when is_others then '1 person, stance ' || printf('%+.1f', stance)
        when positions > 1 then 'mean stance of ' || positions || ' positions ' || printf('%+.1f', stance)
        else 'stance ' || printf('%+.1f', stance)
    end
    || '. '
    || if(is_others, array_to_string(people[:4], ', '), array_to_string(claims[:3], '. '))
    || case
        when is_others and positions > 4 then ', and ' || (positions - 4) || ' more'
        when not is_others and positions > 3 then '. And ' || (positions - 3) || ' more.'
        else ''
    end as label,
    means.records,
    means.expert,
    means.is_others,
    means.expert_positions,
    topics.csv_line as topic_sort,
    means.topic_label as topic,
    means.negative_pole,
    means.positive_pole,
    means.stance,
    means.lowest,
    means.highest,
    means.positions
from means
inner join topics on means.topic = topics.topic_id
order by means.is_others, means.expert_positions desc, means.expert, topic_sort;
