-- One row is one position with a stance and a date; moves counts the positions of the same expert on the same topic.
-- Parameters: filters. Open dates are drawn at their first day, none after the last event.
-- Used by: the chart positions_over_time.

with stances (stance, words) as (
    values (-2, 'strongly against'), (-1, 'leans against'), (0, 'balanced'), (1, 'leans for'), (2, 'strongly for')
),

last_day as (
    select max(date_latest) as day from record where type = 'event'
),

placed as (
    select
        *,
        case
            when date_latest > date '9000-01-01' then date_earliest
            else greatest(date_earliest, least(date_latest, last_day.day))
        end as placed_latest,
        date_earliest + ((placed_latest - date_earliest) // 2)::integer as middle
    from filtered_positions($filters) as positions, last_day
    where stance is not null and date_earliest is not null
),

slots as (
    select
        *,
        ((middle - min(middle) over ()) / greatest((max(middle) over () - min(middle) over ()) / 60, 1))::integer as slot
    from placed
)

select
    slots.record_id as mark,
    concat_ws(
        '; ',
        slots.expert_name || ', ' || slots.date_words || ', ' || stances.words
        || ' (' || printf('%+d', slots.stance) || '): ' || rtrim(slots.claim, '.'),
        'on condition: ' || rtrim(slots.condition, '.'),
        case slots.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(slots.is_disputed, 'sources disagree', null)
    ) as label,
    [slots.record_id] as records,
    slots.middle as date,
    slots.date_earliest,
    slots.placed_latest as date_latest,
    slots.date_precision,
    slots.expert_name as expert,
    topics.csv_line as topic_sort,
    slots.topic_label as topic,
    slots.negative_pole,
    slots.positive_pole,
    slots.stance,
    (row_number() over (partition by slots.topic, slots.stance, slots.slot order by slots.middle, slots.record_id) - 1)::integer as place,
    (count(*) over (partition by slots.expert, slots.topic))::integer as positions_of_expert,
    slots.checked,
    slots.is_disputed or slots.has_contradicted_claim as is_disputed
from slots
inner join stances on slots.stance = stances.stance
inner join topics on slots.topic = topics.topic_id
order by topic_sort, slots.middle, slots.record_id;
