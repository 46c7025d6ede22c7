-- One row is one source that the given records rest on, with how many of them do.
-- Parameters: records varchar[].
-- Used by: the sources tab of a chart.
select
    sources.title,
    sources.publisher,
    kinds.label as kind,
    voices.label as voice,
    sources.published,
    count(distinct evidence.record_id) as records,
    sources.url,
    sources.source_id
from evidence
inner join sources on evidence.source_id = sources.source_id
left join codes as kinds on sources.kind = kinds.code and kinds.vocabulary = 'source_kind'
left join codes as voices on sources.voice = voices.code and voices.vocabulary = 'voice'
where list_contains($records::varchar[], evidence.record_id)
group by all
order by records desc, sources.publisher, sources.title, sources.source_id
