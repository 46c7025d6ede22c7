-- One row is one expert on one topic: the mean of the stances this one person took, how many, and what each says on what condition.
-- Parameters: filters. Experts with one position are together a last row, `is_others`, with a mark for each stance: no mean is taken of different people.
-- Used by: the chart positions_by_expert. Parts are peers of an order: windows with partitions would cost more than the rest.

with matched as (
    select
        positions.*, marks.said_when, marks.person,
        count(*) over (order by positions.expert range between current row and current row) as expert_positions,
        expert_positions = 1 as is_others
    from filtered_positions($filters) as positions
    inner join position_mark as marks on positions.record_id = marks.record_id
),

means as (
    select
        if(is_others, 'others', expert) as who,
        topic,
        if(is_others, stance, null) as alike,
        is_others,
        if(is_others, 'Others, one position each', any_value(expert_name)) as expert,
        if(is_others, 4, 3) as shown,
        max(expert_positions)::integer as expert_positions,
        avg(stance) as stance,
        min(stance)::integer as lowest,
        max(stance)::integer as highest,
        count(*)::integer as positions,
        list_sort(list(record_id)) as records,
        list(if(is_others, person, said_when) order by expert_name, date_earliest, record_id) as words
    from matched
    group by who, topic, alike, is_others
)

select
    who || '-on-' || topic || if(is_others, '-at-' || (lowest + 3), '') as mark,
    concat(
        expert, if(is_others, ', on “', ' on “'), topics.label, '”: ',
        case
            when is_others then printf('%d %s, stance %+d', positions, if(positions > 1, 'people', 'person'), lowest)
            when positions > 1 then printf('mean stance of %d positions %+.1f', positions, stance)
            else printf('stance %+.1f', stance)
        end,
        '. ', if(is_others, array_to_string(words[:shown], ', '), array_to_string(words[:shown], '. ')),
        if(positions > shown, printf(if(is_others, ', and %d more', '. And %d more.'), positions - shown), null)
    ) as label,
    means.records,
    means.expert,
    means.is_others,
    means.expert_positions,
    topics.csv_line as topic_sort,
    topics.label as topic,
    topics.negative_pole,
    topics.positive_pole,
    means.stance,
    means.lowest,
    means.highest,
    means.positions
from means
inner join topics on means.topic = topics.topic_id
order by means.is_others, means.expert_positions desc, means.expert, topic_sort, means.stance;
