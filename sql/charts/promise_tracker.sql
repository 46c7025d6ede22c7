-- One row is one clause of a main US-North Korea instrument, at its signature, or one later act that is said to keep or break it.
-- Parameters: eras, actors, kinds, date_from, date_to, words, lens. The kinds are those of the instrument.
-- Used by: the chart promise_tracker.

with marks as (
    select record_id as clause, null as act, null as reading, null as said_by, record_id, date_earliest, date_latest, checked
    from filtered_clauses($eras, $actors, $kinds, $date_from, $date_to, $words, $lens)
    union all
    select clause, act, reading, said_by, record_id, date_earliest, date_latest, checked
    from filtered_clause_events($eras, $actors, $kinds, $date_from, $date_to, $words, $lens)
),

last_day as (select max(date_latest) as day from record where type = 'event')

select
    marks.record_id as mark,
    case
        when marks.reading is null then clauses.title || ' (' || treaties.short_title || ', ' || clauses.number || '); owed by '
            || obliged_words(clauses.obliged) || coalesce(', due ' || due.words, '') || ': ' || rtrim(clauses.promise, '.')
        else clauses.title || ': ' || lower(codes.label) || ', says ' || coalesce(actors.name, experts.name, marks.said_by) || ', '
            || record.date_words || '; ' || rtrim(record.summary, '.')
    end as label,
    list_sort(list_distinct(list_filter([marks.record_id, marks.act, marks.clause], lambda id: id is not null))) as records,
    treaties.short_title as treaty,
    started.earliest as signed,
    ended.earliest as ended,
    codes_end.label || coalesce(' ' || ended.words, '') as ending,
    clauses.clause_id as clause,
    dense_rank() over (order by started.earliest, treaties.treaty_id, clauses.sort, clauses.csv_line)::integer as clause_rank,
    clauses.title as clause_title,
    obliged_words(clauses.obliged) || coalesce(', due ' || due.words, '') as obliged,
    coalesce(marks.reading, 'promise') as reading,
    coalesce(codes.label, 'Promised') as reading_label,
    marks.date_earliest as day_from,
    least(marks.date_latest, last_day.day) as day_to,
    marks.date_earliest + ((least(marks.date_latest, last_day.day) - marks.date_earliest) // 2)::integer as day,
    if(marks.reading is null, null, speaker_words(marks.said_by)) as speaker,
    marks.checked
from marks
cross join last_day
inner join clauses on marks.clause = clauses.clause_id
inner join treaties on clauses.treaty = treaties.treaty_id
inner join record on marks.record_id = record.record_id
inner join edtf as started on treaties.signed = started.edtf
left join edtf as ended on treaties.ended = ended.edtf
left join edtf as due on clauses.due = due.edtf
left join codes on codes.vocabulary = 'clause_reading' and marks.reading = codes.code
left join codes as codes_end on codes_end.vocabulary = 'end_mode' and treaties.end_mode = codes_end.code
left join actors on marks.said_by = actors.actor_id
left join experts on marks.said_by = experts.expert_id
order by clause_rank, marks.reading is not null, day, mark;
