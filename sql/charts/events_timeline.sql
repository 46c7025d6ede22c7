-- One row is one event. Within its quad class it is stacked on what is drawn at about the same place: `stack` counts from 0, in dots.
-- Parameters: filters. Windows are ordered without partitions, which take longer than all the rest however few the rows.
-- Used by: the chart events_timeline.

with slots as (
    select
        *,
        ((date - min(date) over ()) / greatest((max(date) over () - min(date) over ()) / 110, 1))::integer as slot
    from dated_events($filters)
)

select
    record_id as mark,
    label,
    [record_id] as records,
    date,
    date_earliest,
    date_latest,
    date_precision,
    quad_class,
    row_number() over (order by quad_class, slot, date_rank) - rank() over (order by quad_class, slot) as stack,
    checked,
    is_disputed,
    other_days,
    era_id,
    era,
    era_start,
    era_end
from slots
order by date_rank;
