-- One row is one record of any type, with what every filter, list and panel needs of it.
-- No parameters. A claim has no date of its own: it takes the span and the eras of the records it speaks of.
-- Used by: the filter macros, and through them by every chart and page.

create table actor_lineage as
with recursive lineage (actor_id, ancestor) as (
    select
        actor_id,
        actor_id
    from actors
    union
    select
        lineage.actor_id,
        actors.parent
    from lineage
    inner join actors on lineage.ancestor = actors.actor_id
    where actors.parent is not null
)

select
    actor_id,
    ancestor
from lineage;
comment on table actor_lineage is 'Each actor with itself and everything it is part of.';

create table record as
with basic as (
    select
        event_id as record_id,
        'event' as type,
        title,
        summary,
        kind,
        date,
        place,
        list_distinct(initiator || target || concerns) as actors,
        checked,
        note
    from events
    union all
    select
        treaty_id,
        'treaty',
        short_title,
        summary,
        instrument,
        signed,
        place,
        coalesce((
            select list(part.actor order by part.actor)
            from treaty_parties as part
            where part.treaty = treaties.treaty_id
        ), []),
        checked,
        note
    from treaties
    union all
    select
        vote_id,
        'vote',
        symbol || ': ' || subject,
        concat_ws(' ', subject || '.', sponsor_note),
        result,
        date,
        'New York',
        list_distinct(['UNSC'] || vetoed_by || against_by || abstained_by || not_voting_by),
        checked,
        note
    from votes
    union all
    select
        position_id,
        'position',
        experts.name || ': ' || topics.label,
        claim,
        topic,
        date,
        venue,
        list_filter([expert, experts.country], lambda actor: actor is not null),
        checked,
        note
    from positions
    inner join experts on positions.expert = experts.expert_id
    inner join topics on positions.topic = topics.topic_id
    union all
    select
        claim_id,
        'claim',
        statement,
        statement,
        dimension,
        null,
        null,
        actors,
        (
            select count(distinct citations.source)
            from citations
            where citations.record = claims.claim_id and citations.role = 'evidence'
        ),
        verdict_note
    from claims
    union all
    select
        launch_id,
        'launch',
        'Launch of ' || coalesce(count::varchar || ' × ', '') || missile,
        concat_ws('; ', 'Launched from ' || facility, distance_km::integer || ' km flown', 'outcome: ' || outcome),
        class,
        date,
        facility,
        ['PRK'],
        checked,
        note
    from missile_launches
    union all
    select
        test_id,
        'test',
        'Nuclear test no. ' || test_no,
        concat_ws('. ', 'Magnitude ' || magnitude || ' (' || magnitude_type || ')', 'Yield ' || yield_low_kt || ' to ' || yield_high_kt || ' kt', claim),
        'nuclear_test',
        date,
        place,
        ['PRK'],
        checked,
        note
    from nuclear_tests
    union all
    select
        detention_id,
        'detention',
        'Detention of ' || name,
        circumstances,
        'detention',
        start_date,
        null,
        list_filter(['PRK', 'USA', release_envoy], lambda actor: actor is not null),
        checked,
        note
    from detentions
    union all
    select
        observation_id,
        'observation',
        series.title || ', ' || period,
        value || ' ' || unit,
        status,
        period,
        null,
        [],
        if(status = 'unsourced', 0, 1),
        observations.note
    from observations
    inner join series on observations.series = series.series_id
    union all
    select
        'ac-' || lower(actor_id),
        'actor',
        name,
        role_note,
        kind,
        null,
        null,
        [actor_id],
        checked,
        null
    from actors
),

named as (
    select *
    from basic
    union all
    select
        clauses.clause_id,
        'clause',
        treaties.short_title || ': ' || clauses.title,
        clauses.promise,
        clauses.obligation,
        treaties.signed,
        null,
        list_sort(list_distinct(clauses.obliged || coalesce((
            select list(part.actor order by part.actor)
            from treaty_parties as part
            where part.treaty = clauses.treaty
        ), []))),
        (
            select count(distinct citations.source)
            from citations
            where citations.record = clauses.clause_id and citations.role = 'supports'
        ),
        null
    from clauses
    inner join treaties on clauses.treaty = treaties.treaty_id
    union all
    select
        clause_events.clause_event_id,
        'clause_event',
        coalesce(codes.label, clause_events.reading) || ' ('
        || coalesce(actors.short_name, experts.name, clause_events.said_by) || '): ' || clauses.title,
        clause_events.note,
        clause_events.reading,
        clause_events.date,
        null,
        coalesce(basic.actors, []),
        (
            select count(distinct citations.source)
            from citations
            where citations.record = clause_events.clause_event_id and citations.role = 'supports'
        ),
        null
    from clause_events
    inner join clauses on clause_events.clause = clauses.clause_id
    left join basic on clause_events.record = basic.record_id
    left join codes on clause_events.reading = codes.code and codes.vocabulary = 'clause_reading'
    left join actors on clause_events.said_by = actors.actor_id
    left join experts on clause_events.said_by = experts.expert_id
),

spoken_of as (
    select
        claims.claim_id,
        unnest(claims.about) as record_id
    from claims
),

spans as (
    select
        named.record_id,
        edtf.earliest,
        edtf.latest,
        edtf.precision,
        edtf.approximate,
        edtf.words
    from named
    inner join edtf on named.date = edtf.edtf
    union all
    select
        spoken_of.claim_id,
        min(edtf.earliest),
        max(edtf.latest),
        'interval',
        false,
        null
    from spoken_of
    inner join named on spoken_of.record_id = named.record_id
    inner join edtf on named.date = edtf.edtf
    group by spoken_of.claim_id
),

days as (
    select
        named.record_id,
        edtf.earliest as day
    from named
    inner join edtf on named.date = edtf.edtf
    union
    select
        spoken_of.claim_id,
        edtf.earliest
    from spoken_of
    inner join named on spoken_of.record_id = named.record_id
    inner join edtf on named.date = edtf.edtf
),

era_lists as (
    select
        days.record_id,
        list(distinct eras.era_id order by eras.era_id) as eras
    from days
    inner join eras on days.day between eras.start_date and coalesce(eras.end_date, date '9999-12-31')
    group by days.record_id
)

select
    named.record_id,
    named.type,
    named.title,
    named.summary,
    named.kind,
    named.date,
    spans.earliest as date_earliest,
    spans.latest as date_latest,
    spans.precision as date_precision,
    spans.approximate as date_approximate,
    spans.words as date_words,
    (
        select eras.era_id
        from eras
        where spans.earliest between eras.start_date and coalesce(eras.end_date, date '9999-12-31')
    ) as era,
    coalesce(era_lists.eras, []) as eras,
    named.place,
    named.actors,
    coalesce((
        select list(distinct actor_lineage.ancestor order by actor_lineage.ancestor)
        from actor_lineage
        where list_contains(named.actors, actor_lineage.actor_id)
    ), named.actors) as filter_actors,
    named.checked,
    named.note
from named
left join spans on named.record_id = spans.record_id
left join era_lists on named.record_id = era_lists.record_id;
comment on table record is 'Every record of every type in one form.';
