-- The filter macro of promises: clauses, and the acts that are said to keep or break them, as the promise tracker shows them.
-- Parameters: as in 03_filters.sql; the kinds are those of the instrument, for all stand on the page of instruments.
-- Used by: the chart promise_tracker.

-- Who owes a clause, in a few words.
create macro obliged_words(obliged) as case
    when len(obliged) > 3 and list_contains(obliged, 'PRK') then 'all parties'
    when len(obliged) > 3 then 'all but North Korea'
    when len(obliged) = 2 then 'both sides'
    else (
        select string_agg(actors.short_name, ', ' order by actors.actor_id)
        from actors
        where list_contains(obliged, actors.actor_id)
    )
end;

-- Who says so, in the fewest words: the two states for all who speak for them, the name of anyone else.
create macro speaker_words(speaker) as coalesce(
    (
        select if(actor_lineage.ancestor = 'PRK', 'N. Korea', 'US')
        from actor_lineage
        where actor_lineage.actor_id = speaker and actor_lineage.ancestor in ('PRK', 'USA')
    ),
    (select coalesce(actors.short_name, actors.name) from actors where actors.actor_id = speaker),
    speaker
);

create table filter_promise as
with marks as (
    select clause_id as record_id, clause_id as clause, null as act, null as reading, null as said_by, null as tie
    from clauses
    union all
    select clause_event_id, clause, record, reading, said_by, tie
    from clause_events
),

last_day as (select max(date_latest) as day from record where type = 'event')

select
    -- The kind filter of the page holds instruments.
    matched.* replace (treaties.instrument as kind),
    case
        when marks.reading is null then clauses.title || ' (' || treaties.short_title || ', ' || clauses.number || '); owed by '
            || obliged_words(clauses.obliged) || coalesce(', due ' || due.words, '') || ': ' || rtrim(clauses.promise, '.')
        else clauses.title || ': ' || lower(codes.label) || ', says ' || coalesce(actors.name, experts.name, marks.said_by) || ', '
            || matched.date_words || '; ' || rtrim(matched.summary, '.')
    end as label,
    list_sort(list_distinct(list_filter([marks.record_id, marks.act, marks.clause], lambda id: id is not null))) as records,
    treaties.treaty_id as treaty,
    treaties.short_title as treaty_title,
    started.earliest as signed,
    ended.earliest as ended,
    codes_end.label || coalesce(' ' || ended.words, '') as ending,
    clauses.clause_id as clause,
    clauses.title as clause_title,
    dense_rank() over (order by started.earliest, treaties.treaty_id, clauses.sort, clauses.csv_line) as clause_order,
    obliged_words(clauses.obliged) || coalesce(', due ' || due.words, '') as obliged,
    marks.reading,
    marks.tie,
    coalesce(codes.label, 'Promised') as reading_label,
    least(matched.date_latest, last_day.day) as day_to,
    matched.date_earliest + ((day_to - matched.date_earliest) // 2)::integer as day,
    if(marks.reading is null, null, speaker_words(marks.said_by)) as speaker
from marks
cross join last_day
inner join filter_record as matched on marks.record_id = matched.record_id
inner join clauses on marks.clause = clauses.clause_id
inner join treaties on clauses.treaty = treaties.treaty_id
inner join edtf as started on treaties.signed = started.edtf
left join edtf as ended on treaties.ended = ended.edtf
left join edtf as due on clauses.due = due.edtf
left join codes on codes.vocabulary = 'clause_reading' and marks.reading = codes.code
left join codes as codes_end on codes_end.vocabulary = 'end_mode' and treaties.end_mode = codes_end.code
left join actors on marks.said_by = actors.actor_id
left join experts on marks.said_by = experts.expert_id;

create macro filtered_promises(filters) as table
from kept_of('filter_promise', filters);
