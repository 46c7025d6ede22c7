-- One row is what one actor did toward another on one side, cooperation or conflict; agencies and persons count as what they are part of.
-- Parameters: filters. An event counts for each pair it has; without a target it is `none`.
-- Used by: the chart initiator_by_target.

with matched as materialized (
    select record_id, side, parties, pairs, is_untargeted
    from counted_events($filters)
),

totals as (
    select
        (count(*) filter (is_untargeted))::integer as untargeted,
        count(*)::integer as all_events
    from matched
),

ranked as (
    select root, row_number() over (order by count(*) desc, root)::integer as rank
    from (select unnest(parties) as root from matched)
    group by root
    qualify rank <= 8
),

top as (
    select root, rank, short_name as name
    from ranked
    inner join actors on root = actor_id
    union all
    select 'none', 99, 'Joint, no target'
),

cells as (
    select who, whom, side, count(*)::integer as events, list_sort(list(record_id)) as records
    from (select record_id, side, unnest(pairs, recursive := true) from matched)
    group by all
)

select
    lower(who) || '-' || lower(whom) || '-' || side as mark,
    concat(
        doer.name, if(whom = 'none', ', jointly or toward no one', ' toward ' || other.name), ': ',
        events, if(events = 1, ' event', ' events'), ' of ', side
    ) as label,
    records,
    doer.name as initiator,
    other.name as target,
    who as initiator_id,
    whom as target_id,
    doer.rank as initiator_rank,
    other.rank as target_rank,
    side,
    events,
    untargeted,
    all_events
from cells
inner join top as doer on who = doer.root
inner join top as other on whom = other.root
cross join totals
order by initiator_rank, target_rank, side desc;
