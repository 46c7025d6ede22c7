-- One row is the record of that id with its labels in words; no row where there is none.
-- Parameters: record varchar.
-- Used by: the record page.
select
    record.record_id,
    record.type,
    record.title,
    record.summary,
    record.date,
    record.date_words,
    record.place,
    record.checked,
    record.note,
    standing.sources,
    standing.is_disputed,
    standing.has_contradicted_claim,
    verdicts.label as verdict,
    coalesce(
        kinds.label,
        topics.label,
        upper(record.kind[1]) || replace(record.kind[2:], '_', ' ')
    ) as kind,
    (
        select string_agg(eras.label, '; ' order by eras.start_date)
        from eras
        where list_contains(record.eras, eras.era_id)
    ) as era,
    coalesce((
        select list(actors.name order by actors.name)
        from actors
        where list_contains(record.actors, actors.actor_id)
    ), []) as actors
from record
inner join standing on record.record_id = standing.record_id
left join claims on record.record_id = claims.claim_id
left join codes as verdicts on claims.verdict = verdicts.code and verdicts.vocabulary = 'verdict'
left join topics on record.kind = topics.topic_id
left join codes as kinds
    on
        record.kind = kinds.code
        and kinds.vocabulary = case record.type
            when 'event' then 'event_kind'
            when 'treaty' then 'instrument'
            when 'vote' then 'vote_result'
            when 'claim' then 'dimension'
            when 'launch' then 'missile_class'
            when 'actor' then 'actor_kind'
            when 'observation' then 'observation_status'
        end
where record.record_id = $record
