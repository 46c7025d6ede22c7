-- Bad row: a record that rests on no source.
-- No parameters. What a document says of a record (role mention) is not a source for it.
-- Used by: build and check.
select
    case record.type
        when 'actor' then 'actors.csv'
        when 'launch' then 'missile_launches.csv'
        when 'test' then 'nuclear_tests.csv'
        when 'treaty' then 'treaties.csv'
        else record.type || 's.csv'
    end as file,
    0 as line,
    'citations' as "column",
    record.record_id as value,
    'at least one row in citations.csv' as expected
from record
where not exists (
    select 1
    from evidence
    where evidence.record_id = record.record_id and evidence.role not in ('mention', 'disputes')
)
order by record.record_id
