-- One row is one position with a stance; place counts the positions of one topic and stance from 0, oldest first.
-- Parameters: filters.
-- Used by: the chart positions_by_topic.

with stances (stance, words) as (
    values
    (-2, 'strongly against'), (-1, 'leans against'), (0, 'balanced'), (1, 'leans for'), (2, 'strongly for')
)

select
    matched.record_id as mark,
    concat_ws(
        '; ',
        matched.expert_name || ', ' || coalesce(matched.date_words, 'no date') || ', ' || stances.words
        || ' (' || printf('%+d', matched.stance) || '): ' || rtrim(matched.claim, '.'),
        'on condition: ' || rtrim(matched.condition, '.'),
        case matched.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(matched.is_disputed, 'sources disagree', null)
    ) as label,
    [matched.record_id] as records,
    matched.expert_name as expert,
    topics.csv_line as topic_sort,
    matched.topic_label as topic,
    matched.negative_pole,
    matched.positive_pole,
    matched.stance,
    (row_number() over (
        partition by matched.topic, matched.stance
        order by matched.date_earliest, matched.record_id
    ) - 1)::integer as place,
    matched.checked,
    matched.is_disputed or matched.has_contradicted_claim as is_disputed
from filtered_positions($filters) as matched
inner join stances on matched.stance = stances.stance
inner join topics on matched.topic = topics.topic_id
order by topic_sort, matched.stance, place;
