-- One row is one actor and kind of event, for the twelve actors with most events; agencies and forces count as the state they are part of.
-- Parameters: filters. An event counts for each actor that takes part or is concerned. Windows are ordered without partitions, which take longer than all the rest however few the rows.
-- Used by: the chart events_kind_by_actor.

with parts as (
    select
        record_id,
        kind,
        kind_label,
        unnest(filter_actors) as actor_id
    from counted_events($filters)
),

cells as (
    select
        actor_id,
        kind,
        kind_label,
        count(*)::integer as events,
        list_sort(list(record_id)) as records
    from parts
    group by all
),

top as (
    select
        cells.actor_id,
        actors.short_name as actor,
        sum(events)::integer as actor_events,
        row_number() over (order by sum(events) desc, cells.actor_id)::integer as actor_rank
    from cells
    inner join actors on cells.actor_id = actors.actor_id
    where actors.kind not in ('agency', 'armed_force')
    group by cells.actor_id, actors.short_name
    qualify actor_rank <= 12
)

select
    lower(cells.actor_id) || '-' || replace(kind, '_', '-') as mark,
    actor,
    cells.actor_id,
    concat(actor, ', ', lower(kind_label), ': ', events, if(events = 1, ' event', ' events')) as label,
    records,
    actor_rank,
    actor_events,
    kind_label as kind,
    (sum(events) over (order by cells.kind range current row))::integer as kind_weight,
    events
from cells
inner join top on cells.actor_id = top.actor_id
order by actor_rank, kind_weight desc, cells.kind;
