-- Bad row: the record holds another code than the one that was settled on, and no later change says so.
-- No parameters. Lists are compared without regard to order.
-- Used by: build and check.
with held as (
    select event_id as record, 'initiator' as field, array_to_string(list_sort(initiator), ';') as code
    from events
    union all
    select event_id, 'target', array_to_string(list_sort(target), ';')
    from events
    union all
    select event_id, 'concerns', array_to_string(list_sort(concerns), ';')
    from events
    union all
    select event_id, 'cameo', cameo
    from events
    union all
    select clause_event_id, 'reading', reading
    from clause_events
    union all
    select clause_event_id, 'tie', tie
    from clause_events
    union all
    select position_id, 'topic', topic
    from positions
    union all
    select position_id, 'stance', coalesce(stance::varchar, '')
    from positions
    union all
    select position_id, 'speaks_as', speaks_as
    from positions
)

select
    'codings.csv' as file,
    codings.csv_line as line,
    'settled' as "column",
    codings.settled as value,
    concat('the ', codings.field, ' of ', codings.record, ', which is ', held.code) as expected
from codings
inner join held on codings.record = held.record and codings.field = held.field
where
    coalesce(codings.settled, '') <> held.code
    and not exists (
        select 1
        from changes
        where changes.record = codings.record and changes.field = codings.field and changes.new is not distinct from nullif(held.code, '')
    )
order by line
