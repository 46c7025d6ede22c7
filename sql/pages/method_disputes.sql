-- One row is one source that gives another date or figure than the record it is cited by.
-- No parameters.
-- Used by: the method page.
select
    record.record_id,
    record.type,
    record.title,
    record.date_words as date,
    evidence.cited_for,
    sources.publisher,
    sources.title as source_title,
    sources.url
from evidence
inner join record on evidence.record_id = record.record_id
inner join sources on evidence.source_id = sources.source_id
where evidence.role = 'disputes'
order by record.date_earliest, record.record_id, evidence.citation_id
