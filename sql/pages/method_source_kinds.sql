-- One row is one kind of source: the sources of that kind, the citations of them, and the records that rest on one.
-- No parameters.
-- Used by: the method page.
select
    codes.code,
    codes.label,
    codes.definition,
    count(distinct sources.source_id) as sources,
    count(evidence.citation_id) as citations,
    count(distinct evidence.record_id) as records
from codes
left join sources on codes.code = sources.kind
left join evidence on sources.source_id = evidence.source_id and evidence.role not in ('mention', 'disputes')
where codes.vocabulary = 'source_kind'
group by codes.code, codes.label, codes.definition, codes.sort
order by codes.sort
