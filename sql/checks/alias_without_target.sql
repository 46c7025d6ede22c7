-- Bad row: another name for a thing that does not exist.
-- No parameters. Missiles and places have no rows of their own; they are targets by name.
-- Used by: build and check.
select
    'aliases.csv' as file,
    csv_line as line,
    'target' as "column",
    target as value,
    'an id of an actor, an expert, an era or a record, or missile:NAME or place:NAME' as expected
from aliases
where
    not starts_with(target, 'missile:')
    and not starts_with(target, 'place:')
    and target not in (select actor_id from actors)
    and target not in (select expert_id from experts)
    and target not in (select era_id from eras)
    and target not in (select record_id from record)
order by csv_line
