-- One row is one state, month and quad class: all that it did to others and others to it.
-- No parameters. Reads the table pair_month.
-- Used by: dashboard.coded.shelf, once an import.
insert into actor_month
select
    source,
    actor,
    year,
    month,
    quad_class,
    sum(events)::bigint,
    sum(root_events)::bigint,
    sum(goldstein_x10)::bigint,
    sum(articles)::bigint,
    sum(mentions)::bigint
from (
    select *, actor1 as actor from pair_month
    union all
    select *, actor2 as actor from pair_month
)
group by all
order by actor, source, year, month, quad_class
