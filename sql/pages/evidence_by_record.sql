-- One row is one record with one source it rests on (a record without any has one row with empty source columns).
-- Parameters: records varchar[].
-- Used by: the evidence panel and the record page.
with asked as (select distinct unnest($records::varchar[]) as record_id)

select
    record.record_id,
    record.type,
    record.title,
    record.summary,
    record.date,
    record.date_words,
    record.date_precision,
    record.date_earliest,
    record.place,
    coalesce(codes.label, replace(record.kind, '_', ' ')) as kind_label,
    record.checked,
    record.note,
    standing.sources,
    standing.has_contradicted_claim,
    record_dates.dates,
    positions.condition as position_condition,
    positions.stance,
    positions.traced,
    coalesce(claims.verdict, about.verdict) as verdict,
    verdicts.label as verdict_label,
    evidence.citation_id,
    evidence.source_id,
    evidence.role,
    evidence.locator_kind,
    evidence.locator,
    evidence.first_words,
    evidence.last_words,
    evidence.words_read_at,
    evidence.read_on,
    evidence.place_state,
    evidence.cited_for,
    evidence.quote,
    evidence.start_offset,
    evidence.end_offset,
    library_places.start_offset as library_start,
    library_places.end_offset as library_end,
    library_places.text_sha256 as library_sha256,
    evidence.claim_id,
    sources.kind as source_kind,
    kinds.label as source_kind_label,
    sources.publisher,
    sources.title as source_title,
    sources.author,
    sources.published,
    sources.url,
    sources.read_at,
    sources.file is not null as is_document
from asked
inner join record on asked.record_id = record.record_id
inner join standing on record.record_id = standing.record_id
left join record_dates on record.record_id = record_dates.record_id
left join evidence on record.record_id = evidence.record_id
left join sources on evidence.source_id = sources.source_id
left join library_places on evidence.citation_id = library_places.citation_id
left join codes as kinds on sources.kind = kinds.code and kinds.vocabulary = 'source_kind'
left join positions on record.record_id = positions.position_id
left join claims on record.record_id = claims.claim_id
left join claims as about on evidence.claim_id = about.claim_id
left join codes as verdicts on coalesce(claims.verdict, about.verdict) = verdicts.code and verdicts.vocabulary = 'verdict'
left join codes
    on
        record.kind = codes.code
        and codes.vocabulary = case record.type
            when 'event' then 'event_kind'
            when 'treaty' then 'instrument'
            when 'vote' then 'vote_result'
            when 'claim' then 'dimension'
            when 'launch' then 'missile_class'
            when 'actor' then 'actor_kind'
            when 'clause' then 'obligation'
            when 'clause_event' then 'clause_reading'
            when 'observation' then 'observation_status'
        end
order by
    record.date_earliest nulls last,
    record.record_id,
    evidence.rank
