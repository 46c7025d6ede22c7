-- One row is one claim with its exact words, its verdict, the evidence for it and the records it speaks of; the worst verdict first.
-- Parameters: filters; documents, modalities, verdicts varchar[] (empty means any).
-- Used by: the ledger of the claims page.
with severity (verdict, place) as (
    values ('contradicted', 1), ('unverifiable', 2), ('partly_supported', 3), ('opinion', 4), ('supported', 5)
),

matched as (
    select *
    from filtered_claims($filters)
    where
        (len($documents::varchar[]) = 0 or list_contains($documents::varchar[], document))
        and (len($modalities::varchar[]) = 0 or list_contains($modalities::varchar[], modality))
        and (len($verdicts::varchar[]) = 0 or list_contains($verdicts::varchar[], verdict))
),

found as (
    select
        evidence.record_id,
        list({
            'title': sources.title,
            'publisher': sources.publisher,
            'kind': kinds.label,
            'url': sources.url,
            'locator_kind': evidence.locator_kind,
            'locator': evidence.locator,
            'first_words': evidence.first_words,
            'last_words': evidence.last_words,
            'published': sources.published,
            'cited_for': evidence.cited_for
        } order by evidence.rank) as sources
    from evidence
    inner join sources on evidence.source_id = sources.source_id
    left join codes as kinds on sources.kind = kinds.code and kinds.vocabulary = 'source_kind'
    where evidence.role = 'evidence'
    group by evidence.record_id
),

-- A position that quotes words of the claim's passage is spoken of too, whether or not the claim lists it.
spoken as (
    select
        claims.claim_id,
        unnest(claims.about) as record_id
    from claims
    union
    select
        passage.record,
        quoted.record
    from citations as passage
    inner join citations as quoted
        on
            passage.source = quoted.source
            and passage.start_offset < quoted.end_offset
            and quoted.start_offset < passage.end_offset
    where passage.role = 'passage' and quoted.role = 'quotes'
),

about as (
    select
        spoken.claim_id,
        list({
            'record_id': record.record_id, 'type': record.type, 'title': record.title, 'date': record.date_words
        } order by record.date_earliest nulls last, record.record_id) as records,
        bool_or(not coalesce(positions.traced, true)) as is_untraced
    from spoken
    inner join record on spoken.record_id = record.record_id
    left join positions on spoken.record_id = positions.position_id
    group by spoken.claim_id
),

shown as (
    select
        listed.claim_id,
        list({
            'record_id': record.record_id, 'type': record.type, 'title': record.title, 'date': record.date_words
        } order by record.date_earliest nulls last, record.record_id) as records
    from (select claim_id, unnest(shown_by) as record_id from claims) as listed
    inner join record on listed.record_id = record.record_id
    group by listed.claim_id
)

select
    matched.record_id as claim_id,
    matched.document,
    documents.title as document_title,
    coalesce(documents.author, documents.publisher) as document_author,
    passage.citation_id,
    passage.quote,
    passage.start_offset,
    matched.statement,
    matched.condition,
    dimensions.label as dimension_label,
    matched.modality,
    modalities.label as modality_label,
    matched.verdict,
    verdicts.label as verdict_label,
    matched.verdict_note,
    coalesce(about.is_untraced, false)
    or (matched.modality = 'quotation' and matched.verdict = 'unverifiable') as is_untraced,
    coalesce(found.sources, []) as evidence,
    coalesce(about.records, []) as about,
    coalesce(shown.records, []) as shown_by
from matched
inner join severity on matched.verdict = severity.verdict
inner join sources as documents on matched.document = documents.source_id
inner join citations as passage on matched.record_id = passage.record and passage.role = 'passage'
inner join codes as dimensions on matched.dimension = dimensions.code and dimensions.vocabulary = 'dimension'
inner join codes as modalities on matched.modality = modalities.code and modalities.vocabulary = 'modality'
inner join codes as verdicts on matched.verdict = verdicts.code and verdicts.vocabulary = 'verdict'
left join found on matched.record_id = found.record_id
left join about on matched.record_id = about.claim_id
left join shown on matched.record_id = shown.claim_id
order by severity.place, matched.document, passage.start_offset, matched.record_id
