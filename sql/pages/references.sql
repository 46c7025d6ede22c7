-- One row is one source that one record rests on, with what its text in a file is made from.
-- No parameters. What a document merely says of a record (role mention) is left out.
-- Used by: the column citations in the files of charts.
select
    evidence.record_id as record,
    sources.publisher,
    sources.title,
    evidence.locator_kind,
    evidence.locator,
    sources.url
from evidence
inner join sources on evidence.source_id = sources.source_id
where evidence.role != 'mention'
order by
    evidence.record_id,
    evidence.rank
