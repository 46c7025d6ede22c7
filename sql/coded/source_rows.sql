-- One row is one source: how many events it has, how many of them name two states, and its years.
-- No parameters. Reads the table month_total.
-- Used by: dashboard.coded.base.
select
    source,
    sum(events)::bigint,
    sum(paired)::bigint,
    min(year),
    max(year)
from month_total
group by source
order by source
