-- One row is one record that belongs to a thing: acts of an actor, positions of an expert, what rests on a source, an era's records, clauses of an instrument.
-- Parameters: kind varchar (actor, expert, source, era or treaty); thing varchar, its id; most bigint, how many of each type.
-- Used by: the pages of actors, experts, sources, eras and instruments.
with listed as (
    select record_id
    from record
    where
        ($kind = 'actor' and type in ('event', 'treaty', 'vote', 'position', 'clause') and list_contains(actors, $thing))
        or ($kind = 'era' and type in ('event', 'treaty', 'vote') and list_contains(eras, $thing))
    union
    select position_id
    from positions
    where $kind = 'expert' and expert = $thing
    union
    select record_id
    from evidence
    where $kind = 'source' and source_id = $thing
    union
    select clause_id
    from clauses
    where $kind = 'treaty' and treaty = $thing
    union
    select clause_events.clause_event_id
    from clause_events
    inner join clauses on clause_events.clause = clauses.clause_id
    where $kind = 'treaty' and clauses.treaty = $thing
),

ranked as (
    select
        record.record_id,
        record.type,
        record.title,
        record.date,
        record.date_words,
        record.date_earliest,
        count(*) over (partition by record.type) as of_type,
        row_number() over (partition by record.type order by record.date_earliest desc nulls last, record.record_id) as place
    from listed
    inner join record on listed.record_id = record.record_id
)

select
    record_id,
    type,
    title,
    date,
    date_words,
    of_type
from ranked
where place <= $most
order by type, date_earliest nulls last, record_id
