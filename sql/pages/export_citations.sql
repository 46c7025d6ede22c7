-- One row is one record with one source: what each record rests on, and what a document says of it (role mention).
-- Parameters: records varchar[], served varchar[] (citations whose words the library shows to everybody).
-- Used by: exports of charts and the record page.
with asked as (
    select distinct unnest($records::varchar[]) as record_id
),

served as (
    select distinct unnest($served::varchar[]) as citation_id
)

select
    record.record_id as record,
    record.title as record_title,
    record.date as record_date,
    evidence.citation_id as citation,
    evidence.role,
    sources.publisher,
    sources.title,
    sources.author,
    sources.published,
    sources.url,
    sources.doi,
    evidence.locator_kind,
    evidence.locator,
    evidence.first_words,
    evidence.last_words,
    evidence.words_read_at,
    evidence.read_on,
    case when served.citation_id is null then evidence.place_state else 'words_here' end as place_state,
    evidence.cited_for,
    evidence.quote,
    evidence.start_offset,
    evidence.end_offset,
    sources.source_id as source,
    sources.kind as source_kind,
    sources.file is not null as is_document
from asked
inner join record on asked.record_id = record.record_id
inner join evidence on record.record_id = evidence.record_id
inner join sources on evidence.source_id = sources.source_id
left join served on evidence.citation_id = served.citation_id
order by
    record.record_id,
    evidence.rank
