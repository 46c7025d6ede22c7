-- One row is one record that no source settles, or that rests on one source which is not primary; the weakest first.
-- No parameters. Actors, values and steps on clauses are left out, and positions of one source: one text is all most views have.
-- Used by: the method page.
select
    record.record_id,
    record.type,
    record.title,
    record.date_words as date,
    record.checked,
    standing.sources,
    standing.rests_on_primary,
    record.note
from record
inner join standing on record.record_id = standing.record_id
where
    record.type not in ('actor', 'observation', 'clause', 'clause_event')
    and (
        record.checked = 0
        or (record.checked = 1 and standing.sources <= 1 and not standing.rests_on_primary and record.type != 'position')
    )
order by record.checked, record.type, record.date_earliest nulls last, record.record_id
