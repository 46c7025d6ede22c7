-- One row is what one actor did toward another on one side, cooperation or conflict; agencies and persons count as what they are part of.
-- Parameters: filters. An event counts for each pair it has; without a target it is `none`.
-- Used by: the chart initiator_by_target.

with recursive roots (actor_id, root) as (
    select actor_id, actor_id from actors where parent is null
    union all
    select actors.actor_id, roots.root from actors inner join roots on actors.parent = roots.actor_id
),

matched as (
    select record_id, initiator, target, if(quad_class <= 2, 'cooperation', 'conflict') as side
    from filtered_events($filters)
),

acting as (
    select distinct matched.record_id, matched.side, roots.root
    from matched, unnest(matched.initiator) as one (actor_id)
    inner join roots on one.actor_id = roots.actor_id
),

acted_on as (
    select distinct matched.record_id, roots.root
    from matched, unnest(matched.target) as one (actor_id)
    inner join roots on one.actor_id = roots.actor_id
),

top as (
    select root, row_number() over (order by count(distinct record_id) desc, root)::integer as rank
    from (select record_id, root from acting union all select record_id, root from acted_on)
    group by root
    qualify rank <= 8
),

pairs as (
    select
        acting.root as who, coalesce(acted_on.root, 'none') as whom, acting.side,
        count(*)::integer as events,
        list(acting.record_id order by acting.record_id) as records
    from acting
    left join acted_on on acting.record_id = acted_on.record_id
    group by all
)

select
    lower(who) || '-' || lower(whom) || '-' || side as mark,
    concat(
        doer.short_name, if(whom = 'none', ', jointly or toward no one', ' toward ' || other.short_name), ': ',
        events, if(events = 1, ' event', ' events'), ' of ', side
    ) as label,
    records, doer.short_name as initiator, coalesce(other.short_name, 'Joint, no target') as target,
    who as initiator_id, whom as target_id, row_top.rank as initiator_rank, coalesce(col_top.rank, 99)::integer as target_rank, side, events,
    (select count(*) from matched where len(target) = 0)::integer as untargeted, (select count(*) from matched)::integer as all_events
from pairs
inner join top as row_top on pairs.who = row_top.root
inner join actors as doer on pairs.who = doer.actor_id
left join top as col_top on pairs.whom = col_top.root
left join actors as other on pairs.whom = other.actor_id
where whom = 'none' or col_top.rank is not null
order by initiator_rank, target_rank, side desc;
