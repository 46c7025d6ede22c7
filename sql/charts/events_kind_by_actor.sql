-- One row is one actor and kind of event, for the twelve actors with most events; an actor includes what is part of it.
-- Parameters: eras, actors, kinds, date_from, date_to, words, lens. An event counts for each actor that takes part or is concerned.
-- Used by: the chart events_kind_by_actor.

with parts as (
    select
        record_id,
        kind,
        unnest(filter_actors) as actor_id
    from filtered_events($eras, $actors, $kinds, $date_from, $date_to, $words, $lens)
),

top as (
    select
        actor_id,
        count(*) as actor_events,
        row_number() over (order by count(*) desc, actor_id) as actor_rank
    from parts
    group by actor_id
    qualify actor_rank <= 12
),

short_names as (
    select
        actors.actor_id,
        coalesce(
            case when actors.kind = 'state' then arg_min(aliases.alias, aliases.csv_line) end,
            any_value(actors.name)
        ) as name
    from actors
    left join aliases on actors.actor_id = aliases.target and aliases.kind = 'english'
    group by actors.actor_id, actors.kind
),

cells as (
    select
        parts.actor_id,
        parts.kind,
        count(*)::integer as events,
        list(parts.record_id order by parts.record_id) as records
    from parts
    inner join top on parts.actor_id = top.actor_id
    group by parts.actor_id, parts.kind
)

select
    lower(cells.actor_id) || '-' || replace(cells.kind, '_', '-') as mark,
    name || ', ' || lower(codes.label) || ': ' || events || if(events = 1, ' event', ' events') as label,
    cells.records,
    name as actor,
    top.actor_rank::integer as actor_rank,
    top.actor_events::integer as actor_events,
    codes.label as kind,
    (sum(cells.events) over (partition by cells.kind))::integer as kind_weight,
    cells.events
from cells
inner join top on cells.actor_id = top.actor_id
inner join short_names on cells.actor_id = short_names.actor_id
inner join codes on codes.vocabulary = 'event_kind' and cells.kind = codes.code
order by top.actor_rank, kind_weight desc, cells.kind;
