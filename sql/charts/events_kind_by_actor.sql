-- One row is one actor and kind of event, for the twelve actors with most events; agencies and forces count as the state they are part of.
-- Parameters: filters. An event counts for each actor that takes part or is concerned.
-- Used by: the chart events_kind_by_actor.

with parts as (
    select
        record_id,
        kind,
        unnest(filter_actors) as actor_id
    from filtered_events($filters)
),

top as (
    select
        parts.actor_id,
        actors.short_name as name,
        count(*)::integer as actor_events,
        row_number() over (order by count(*) desc, parts.actor_id)::integer as actor_rank
    from parts
    inner join actors on parts.actor_id = actors.actor_id
    where actors.kind not in ('agency', 'armed_force')
    group by parts.actor_id, actors.short_name
    qualify actor_rank <= 12
),

cells as (
    select
        actor_id,
        kind,
        count(*)::integer as events,
        list(record_id order by record_id) as records
    from parts
    group by actor_id, kind
)

select
    lower(cells.actor_id) || '-' || replace(cells.kind, '_', '-') as mark,
    name as actor,
    cells.actor_id,
    concat(actor, ', ', lower(codes.label), ': ', events, if(events = 1, ' event', ' events')) as label,
    cells.records,
    actor_rank,
    actor_events,
    codes.label as kind,
    (sum(events) over (partition by cells.kind))::integer as kind_weight,
    events
from cells
inner join top on cells.actor_id = top.actor_id
inner join codes on codes.vocabulary = 'event_kind' and cells.kind = codes.code
order by actor_rank, kind_weight desc, cells.kind;
