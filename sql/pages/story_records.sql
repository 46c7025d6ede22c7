-- One row is one record that a story names, with its words, in which the numbers of the story are looked for.
-- No parameters.
-- Used by: dashboard.stories.
select distinct
    story_records.story,
    record.record_id,
    record.type,
    record.title,
    record.date,
    record.date_words,
    concat_ws(
        ' ', record.title, record.summary, record.note, record.date_words,
        treaties.duration_clause, treaties.termination_clause, started.words, ended.words,
        clauses.number, due.words
    ) as words
from story_records
inner join record on story_records.record = record.record_id
left join treaties on record.record_id = treaties.treaty_id
left join edtf as started on treaties.in_force = started.edtf
left join edtf as ended on treaties.ended = ended.edtf
left join clauses on record.record_id = clauses.clause_id
left join edtf as due on clauses.due = due.edtf
order by story_records.story, record.record_id
