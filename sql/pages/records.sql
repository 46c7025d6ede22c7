-- One row is one record that matches the filters, in order of time, with the ids of what it rests on.
-- Parameters: filters; types varchar[], the types of records that are wanted.
-- Used by: dashboard.doors, the file of all records.
select
    kept.record_id,
    kept.type,
    kept.title,
    kept.summary,
    kept.kind,
    kept.date,
    kept.date_earliest,
    kept.date_latest,
    kept.date_precision,
    kept.date_words,
    kept.eras,
    kept.place,
    kept.actors,
    kept.checked,
    kept.sources,
    kept.rests_on_primary,
    kept.is_disputed,
    kept.note,
    coalesce(cited.citations, []) as citations
from filtered_records($filters) as kept
left join (
    select
        record_id,
        list(citation_id order by rank) as citations
    from evidence
    group by record_id
) as cited on kept.record_id = cited.record_id
where list_contains($types::varchar[], kept.type)
order by kept.date_earliest nulls last, kept.record_id
