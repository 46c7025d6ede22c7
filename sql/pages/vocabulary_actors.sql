-- One row is one actor or expert that the actor filter can find, the most frequent first.
-- No parameters. Parents count for all that is part of them, as in the filter itself.
-- Used by: dashboard.vocabulary.
with found as (
    select unnest(filter_actors) as code
    from record
    where type in ('event', 'treaty', 'vote', 'position', 'claim')
)

select
    found.code,
    coalesce(any_value(actors.short_name), any_value(experts.name)) as label
from found
left join actors on found.code = actors.actor_id
left join experts on found.code = experts.expert_id
group by found.code
order by count(*) desc, found.code
