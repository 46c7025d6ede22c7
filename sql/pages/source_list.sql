-- One row is one source with how many records rest on it.
-- No parameters.
-- Used by: the page of sources.
select
    sources.source_id,
    sources.title,
    sources.publisher,
    sources.author,
    sources.published,
    kinds.label as kind,
    voices.label as voice,
    count(distinct evidence.record_id) as records,
    sources.reliability_note,
    sources.url,
    sources.file is not null as is_document
from sources
left join evidence on sources.source_id = evidence.source_id
left join codes as kinds on sources.kind = kinds.code and kinds.vocabulary = 'source_kind'
left join codes as voices on sources.voice = voices.code and voices.vocabulary = 'voice'
group by all
order by is_document desc, records desc, sources.publisher, sources.title, sources.source_id
