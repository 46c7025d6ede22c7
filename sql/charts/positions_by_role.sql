-- One row is one role of one country on one topic: the mean, lowest and highest stance over the positions, and how many.
-- Parameters: filters.
-- Used by: the chart positions_by_role.

with groups as (
    select
        marks.group_mark as mark,
        any_value(marks.group_words) as words,
        any_value(marks.topic_sort) as topic_sort,
        any_value(marks.role) as role,
        any_value(marks.role_sort) as role_sort,
        any_value(marks.country) as country,
        avg(matched.stance) as stance,
        min(matched.stance) as lowest,
        max(matched.stance) as highest,
        count(*)::integer as positions,
        count(distinct matched.expert)::integer as people,
        list_sort(list(matched.record_id)) as records,
        list(marks.said_by order by matched.date_earliest desc, matched.record_id) as said
    from filtered_positions($filters) as matched
    inner join position_mark as marks on matched.record_id = marks.record_id
    group by marks.group_mark
)

select
    groups.mark,
    concat(
        groups.words,
        case positions
            when 1 then printf('one position, %+.1f. ', groups.stance)
            when 2 then printf('2 positions, mean %+.1f (few). ', groups.stance)
            else printf('%d positions, mean %+.1f. ', groups.positions, groups.stance)
        end,
        array_to_string(groups.said[:2], '. '),
        if(groups.positions > 2, printf('. And %d more.', groups.positions - 2), null)
    ) as label,
    groups.records,
    topics.topic_id,
    groups.topic_sort,
    topics.label as topic,
    topics.proposition,
    topics.negative_pole,
    topics.positive_pole,
    groups.role,
    groups.role_sort,
    groups.country,
    groups.stance,
    groups.lowest,
    groups.highest,
    groups.positions,
    groups.people
from groups
inner join topics on groups.topic_sort = topics.csv_line
order by groups.topic_sort, groups.country, groups.role_sort, groups.mark;
