-- The filter macros of clauses and of the acts that are said to keep or break them.
-- Parameters: as in 03_filters.sql; the kinds are those of the instrument, for both stand on the page of instruments.
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

create macro filtered_clauses(eras, actors, kinds, date_from, date_to, words, lens) as table
select
    matched.*,
    clauses.treaty,
    clauses.number,
    clauses.title as clause_title,
    clauses.promise,
    clauses.obliged,
    clauses.obligation,
    clauses.due,
    clauses.sort
from filtered_records(eras, actors, [], date_from, date_to, words, lens) as matched
inner join clauses on matched.record_id = clauses.clause_id
inner join treaties on clauses.treaty = treaties.treaty_id
where len(kinds::varchar[]) = 0 or list_contains(kinds::varchar[], treaties.instrument);

create macro filtered_clause_events(eras, actors, kinds, date_from, date_to, words, lens) as table
select
    matched.*,
    clause_events.clause,
    clause_events.record as act,
    clause_events.reading,
    clause_events.said_by,
    clause_events.note as reason
from filtered_records(eras, actors, [], date_from, date_to, words, lens) as matched
inner join clause_events on matched.record_id = clause_events.clause_event_id
inner join clauses on clause_events.clause = clauses.clause_id
inner join treaties on clauses.treaty = treaties.treaty_id
where len(kinds::varchar[]) = 0 or list_contains(kinds::varchar[], treaties.instrument);
