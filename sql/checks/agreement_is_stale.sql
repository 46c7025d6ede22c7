-- Bad row: the agreement was computed from other codings than these.
-- No parameters. A stance that a reader left empty is none; every other code counts.
-- Used by: build and check.
with coded as (
    select field, count(*) as records
    from codings
    where field <> 'stance' or first is not null and second is not null
    group by field
)

select
    'agreement.csv' as file,
    coalesce(agreement.csv_line, 0) as line,
    'records' as "column",
    coalesce(agreement.records, 0)::varchar as value,
    concat(coalesce(coded.records, 0), ' coded records of ', coalesce(coded.field, agreement.field), ': run python -m dashboard agreement') as expected
from agreement
full join coded on agreement.field = coded.field
where agreement.records is distinct from coded.records
order by line, expected
