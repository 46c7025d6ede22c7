-- One row is one event. Within its quad class it is stacked on what is drawn at about the same place: `stack` counts from 0, in dots.
-- Parameters: filters.
-- Used by: the chart events_timeline.

with matched as (
    select
        *,
        date_earliest + ((date_latest - date_earliest) // 2)::integer as middle
    from filtered_events($filters)
),

slots as (
    select
        *,
        ((middle - min(middle) over ()) / greatest((max(middle) over () - min(middle) over ()) / 110, 1))::integer as slot
    from matched
),

last_day as (
    select max(date_latest) as day
    from record
    where type = 'event'
)

select
    slots.record_id as mark,
    concat_ws(
        '; ',
        slots.title || ', ' || slots.date_words,
        case slots.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(slots.is_disputed, 'sources disagree', null),
        if(slots.has_contradicted_claim, 'a claim about it is contradicted', null)
    ) as label,
    [slots.record_id] as records,
    slots.middle as date,
    slots.date_earliest,
    slots.date_latest,
    slots.date_precision,
    slots.quad_class,
    row_number() over (
        partition by slots.quad_class, slots.slot
        order by slots.middle, slots.record_id
    ) - 1 + slots.slot % 2 * 0.5 as stack,
    slots.checked,
    slots.is_disputed or slots.has_contradicted_claim as is_disputed,
    coalesce(others.days, []) as other_days,
    eras.era_id,
    eras.short_name as era,
    eras.start_date as era_start,
    coalesce(eras.end_date, last_day.day) as era_end
from slots
cross join last_day
left join other_day as others on slots.record_id = others.record_id
left join eras on slots.era = eras.era_id
order by slots.middle, slots.record_id;
