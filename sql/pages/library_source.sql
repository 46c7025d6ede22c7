-- One row is the source whose text the library may hold: what it is, who wrote it, how far it can be trusted.
-- Parameters: doc varchar.
-- Used by: the passage reader, for a text of the reader's own library.
select
    sources.source_id,
    sources.kind,
    kinds.label as kind_label,
    sources.publisher,
    sources.title,
    sources.author,
    sources.published,
    sources.genre,
    sources.url,
    sources.reliability_note
from sources
left join codes as kinds on sources.kind = kinds.code and kinds.vocabulary = 'source_kind'
where sources.source_id = $doc
