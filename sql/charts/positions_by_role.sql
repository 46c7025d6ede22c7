-- One row is one role of one country on one topic: the mean, lowest and highest stance over the positions, and how many.
-- Parameters: filters.
-- Used by: the chart positions_by_role.

with matched as (
    select
        *,
        coalesce(country, 'none') as country_code
    from filtered_positions($filters)
    where stance is not null
)

select
    replace(matched.topic || '-' || lower(matched.country_code) || '-' || matched.role, '_', '-') as mark,
    any_value(matched.topic_label) || ', ' || lower(any_value(roles.label)) || ', '
    || coalesce(any_value(actors.short_name), 'country not known') || ': '
    || if(count(*) = 1, 'one position, ', count(*) || ' positions, mean ') || printf('%+.1f', avg(matched.stance))
    || if(count(*) = 2, ' (few)', '') || '. '
    || array_to_string(
        list(
            concat_ws(
                '; ',
                matched.expert_name || ' (' || printf('%+d', matched.stance) || '): ' || rtrim(matched.claim, '.'),
                'on condition: ' || rtrim(matched.condition, '.')
            )
            order by matched.date_earliest desc, matched.record_id
        )[:2],
        '. '
    )
    || if(count(*) > 2, '. And ' || (count(*) - 2) || ' more.', '') as label,
    list(matched.record_id order by matched.record_id) as records,
    any_value(topics.csv_line) as topic_sort,
    any_value(matched.topic_label) as topic,
    any_value(matched.proposition) as proposition,
    any_value(matched.negative_pole) as negative_pole,
    any_value(matched.positive_pole) as positive_pole,
    any_value(roles.label) as role,
    any_value(roles.sort) as role_sort,
    any_value(actors.short_name) as country,
    avg(matched.stance) as stance,
    min(matched.stance) as lowest,
    max(matched.stance) as highest,
    count(*)::integer as positions,
    count(distinct matched.expert)::integer as people
from matched
inner join topics on matched.topic = topics.topic_id
inner join codes as roles on roles.vocabulary = 'expert_role' and matched.role = roles.code
left join actors on matched.country = actors.actor_id
group by matched.topic, matched.country_code, matched.role
order by topic_sort, country, role_sort, mark;
