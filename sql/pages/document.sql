-- One row is the document: what it is, who wrote it, how far it can be trusted, and its words.
-- Parameters: doc varchar.
-- Used by: the passage reader.
select
    sources.*,
    kinds.label as kind_label,
    document_text.body
from sources
inner join document_text on sources.source_id = document_text.source
left join codes as kinds on sources.kind = kinds.code and kinds.vocabulary = 'source_kind'
where sources.source_id = $doc
