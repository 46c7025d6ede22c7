-- One row is one thing that somebody said: that a clause was kept or broken, a position of an expert, a claim of a document.
-- Parameters: records varchar[].
-- Used by: dashboard.doors, which answers who said what, and where.
with asked as (select distinct unnest($records::varchar[]) as record_id),

said as (
    select
        clause_events.clause_event_id as record_id,
        coalesce(actors.name, experts.name, clause_events.said_by) as said_by,
        readings.label as said,
        null as stance,
        ties.label as tied_by,
        treaties.treaty_id as about,
        treaties.short_title || ': ' || clauses.title as about_title,
        clause_events.note as in_our_words
    from clause_events
    inner join clauses on clause_events.clause = clauses.clause_id
    inner join treaties on clauses.treaty = treaties.treaty_id
    left join actors on clause_events.said_by = actors.actor_id
    left join experts on clause_events.said_by = experts.expert_id
    left join codes as readings on clause_events.reading = readings.code and readings.vocabulary = 'clause_reading'
    left join codes as ties on clause_events.tie = ties.code and ties.vocabulary = 'tie'
    union all
    select
        positions.position_id,
        experts.name,
        null,
        positions.stance,
        null,
        positions.topic,
        topics.label,
        concat_ws(' On condition: ', positions.claim, positions.condition)
    from positions
    inner join experts on positions.expert = experts.expert_id
    inner join topics on positions.topic = topics.topic_id
    union all
    select
        claims.claim_id,
        concat_ws(', ', sources.author, sources.title),
        verdicts.label,
        null,
        null,
        null,
        array_to_string(claims.about, '; '),
        claims.statement
    from claims
    inner join sources on claims.document = sources.source_id
    left join codes as verdicts on claims.verdict = verdicts.code and verdicts.vocabulary = 'verdict'
)

select
    said.*,
    record.type,
    record.date,
    record.date_words
from asked
inner join said on asked.record_id = said.record_id
inner join record on said.record_id = record.record_id
order by record.date_earliest nulls last, said.record_id
