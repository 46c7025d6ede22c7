-- One row is the citation of that id: its source, the place in it and its words; no row where there is none.
-- Parameters: citation varchar, served varchar[] (citations whose words the library shows to everybody).
-- Used by: citations of a passage. Among the records that a passage speaks of, the one that rests on it comes first.
select
    evidence.record_id as record,
    record.title as record_title,
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
    case
        when list_contains($served::varchar[], evidence.citation_id) then 'words_here'
        else evidence.place_state
    end as place_state,
    evidence.cited_for,
    evidence.quote,
    sources.source_id as source,
    sources.kind as source_kind,
    sources.file is not null as is_document
from evidence
inner join record on evidence.record_id = record.record_id
inner join sources on evidence.source_id = sources.source_id
where evidence.citation_id = $citation
order by
    evidence.role = 'mention',
    evidence.record_id
limit 1
