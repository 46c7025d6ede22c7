-- One row is another date of a record, or a source that gives another date or figure than the record it is cited by.
-- No parameters. An alternative date without a source comes from the record's note.
-- Used by: the method page.
with disputed as (
    select
        evidence.record_id,
        evidence.source_id,
        evidence.cited_for,
        other.date,
        other.reason
    from evidence
    left join date_alternatives as other on evidence.record_id = other.record and evidence.source_id = other.source
    where evidence.role = 'disputes'
    union all
    select
        record,
        null,
        note,
        date,
        reason
    from date_alternatives
    where source is null
)

select
    record.record_id,
    record.type,
    record.title,
    record.date_words as date,
    edtf.words as other_date,
    reasons.label as reason,
    disputed.cited_for,
    sources.publisher,
    sources.title as source_title,
    sources.url
from disputed
inner join record on disputed.record_id = record.record_id
left join sources on disputed.source_id = sources.source_id
left join edtf on disputed.date = edtf.edtf
left join codes as reasons on disputed.reason = reasons.code and reasons.vocabulary = 'date_reason'
order by record.date_earliest nulls last, record.record_id, disputed.cited_for
