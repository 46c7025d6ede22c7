-- One row is one record that rests on a source or is mentioned in it, in order of date.
-- Parameters: source varchar.
-- Used by: the page of sources, where a reader opens a source.
select
    record.record_id,
    sources.title
from evidence
inner join record on evidence.record_id = record.record_id
inner join sources on evidence.source_id = sources.source_id
where evidence.source_id = $source
group by record.record_id, record.date_earliest, sources.title
order by record.date_earliest nulls last, record.record_id
