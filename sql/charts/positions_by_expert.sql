-- One row is one expert on one topic: the mean stance over the positions, how many, and what each says on what condition.
-- Parameters: eras, actors, kinds, date_from, date_to, words, lens. Experts with a single position are rows too; the chart counts them.
-- Used by: the chart positions_by_expert.

with matched as (
    select
        *,
        count(*) over (partition by expert) as expert_positions
    from filtered_positions($eras, $actors, $kinds, $date_from, $date_to, $words, $lens)
    where stance is not null
)

select
    matched.expert || '-on-' || matched.topic as mark,
    any_value(matched.expert_name) || ' on “' || any_value(matched.topic_label) || '”: '
    || if(count(*) = 1, 'stance ', 'mean stance of ' || count(*) || ' positions ') || printf('%+.1f', avg(matched.stance)) || '. '
    || array_to_string(
        list(
            concat_ws(
                '; ',
                coalesce(matched.date_words, 'no date') || ' (' || printf('%+d', matched.stance) || '): ' || rtrim(matched.claim, '.'),
                'on condition: ' || rtrim(matched.condition, '.')
            )
            order by matched.date_earliest, matched.record_id
        )[:3],
        '. '
    )
    || if(count(*) > 3, '. And ' || (count(*) - 3) || ' more.', '') as label,
    list(matched.record_id order by matched.record_id) as records,
    any_value(matched.expert_name) as expert,
    any_value(matched.expert_positions)::integer as expert_positions,
    any_value(topics.csv_line) as topic_sort,
    any_value(matched.topic_label) as topic,
    any_value(matched.negative_pole) as negative_pole,
    any_value(matched.positive_pole) as positive_pole,
    avg(matched.stance) as stance,
    count(*)::integer as positions
from matched
inner join topics on matched.topic = topics.topic_id
group by matched.expert, matched.topic
order by expert_positions desc, expert, topic_sort;
