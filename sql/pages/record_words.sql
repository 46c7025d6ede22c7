-- One row is one record, or one era, as a reader says it; what its type does not have is empty.
-- Parameters: records varchar[] (ids of records and of eras; others are left out).
-- Used by: the table of every chart whose rows need more words than its drawing.
with asked as (
    select distinct unnest($records::varchar[]) as record_id
),

vocabularies (type, vocabulary) as (
    values ('event', 'event_kind'), ('treaty', 'instrument'), ('vote', 'vote_result'), ('launch', 'missile_class'), ('test', 'event_kind')
)

select
    record.record_id,
    record.title,
    record.summary,
    record.date_words as date,
    record.date_earliest as first_day,
    record.place,
    record.checked,
    kinds.label as kind,
    concat_ws(
        ', ',
        if(standing.is_disputed, 'sources disagree', null),
        if(standing.has_contradicted_claim, 'a claim about it is contradicted', null)
    ) as doubt,
    (
        select string_agg(actors.short_name, ', ' order by list_position(events.initiator, actors.actor_id))
        from actors
        where list_contains(events.initiator, actors.actor_id)
    ) as who_acted,
    (
        select string_agg(actors.short_name, ', ' order by list_position(events.target, actors.actor_id))
        from actors
        where list_contains(events.target, actors.actor_id)
    ) as toward_whom,
    cameo.quad_class,
    (
        select string_agg(actors.short_name, ', ' order by actors.csv_line)
        from treaty_parties
        inner join actors on treaty_parties.actor = actors.actor_id
        where treaty_parties.treaty = treaties.treaty_id
    ) as parties,
    forces.label as legal_force,
    started.words as in_force,
    ended.words as ended,
    ended.earliest as ended_first_day,
    modes.label as how_ended,
    positions.claim,
    positions.condition,
    positions.venue,
    spoken.label as spoken,
    launches.facility,
    if(launches.missile = 'unidentified', 'not identified', launches.missile) as missile,
    outcomes.label as outcome,
    tests.yield_basis,
    detentions.circumstances,
    coalesce(freed.words, if(detentions.detention_id is null, null, 'still held')) as held_until,
    statuses.label as status,
    coalesce(speakers.short_name, experts.name, clause_events.said_by) as speaker
from asked
inner join record on asked.record_id = record.record_id
inner join standing on record.record_id = standing.record_id
left join vocabularies on record.type = vocabularies.type
left join codes as kinds on vocabularies.vocabulary = kinds.vocabulary and record.kind = kinds.code
left join events on record.record_id = events.event_id
left join cameo on events.cameo = cameo.code
left join treaties on record.record_id = treaties.treaty_id
left join codes as forces on forces.vocabulary = 'legal_force' and treaties.legal_force = forces.code
left join codes as modes on modes.vocabulary = 'end_mode' and treaties.end_mode = modes.code
left join edtf as started on treaties.in_force = started.edtf
left join edtf as ended on treaties.ended = ended.edtf
left join positions on record.record_id = positions.position_id
left join codes as spoken on positions.speaks_as = spoken.code and spoken.vocabulary = 'speaks_as'
left join missile_launches as launches on record.record_id = launches.launch_id
left join codes as outcomes on outcomes.vocabulary = 'outcome' and launches.outcome = outcomes.code
left join nuclear_tests as tests on record.record_id = tests.test_id
left join detentions on record.record_id = detentions.detention_id
left join edtf as freed on detentions.end_date = freed.edtf
left join observations on record.record_id = observations.observation_id
left join codes as statuses on statuses.vocabulary = 'observation_status' and observations.status = statuses.code
left join clause_events on record.record_id = clause_events.clause_event_id
left join actors as speakers on clause_events.said_by = speakers.actor_id
left join experts on clause_events.said_by = experts.expert_id
union all by name
select
    eras.era_id as record_id,
    eras.label as title,
    concat(year(eras.start_date), ' to ', coalesce(year(eras.end_date)::varchar, 'today')) as date,
    eras.start_date as first_day
from eras
inner join asked on eras.era_id = asked.record_id
order by record_id
