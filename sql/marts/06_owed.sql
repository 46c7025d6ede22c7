-- Who owes whom: for each instrument and obligation, which state owes it to which, from when until when.
-- No parameters. Directions come from the clauses where an instrument has them, else every party owes every other; exceptions are listed.
-- Used by: the chart who_owes_whom.

create table network_node as
select *
from (
    values
    ('USA', 'the United States', ['USA']), ('PRK', 'North Korea', ['PRK']), ('KOR', 'South Korea', ['KOR']), ('CHN', 'China', ['CHN']),
    ('RUS', 'the Soviet Union or Russia', ['SUN', 'RUS']), ('JPN', 'Japan', ['JPN']),
    ('UN', 'the United Nations or all parties', ['UN', 'UNC', 'UNSC', 'IAEA'])
) as nodes (node, name, actors);
comment on table network_node is 'The states of the network of obligations, and the actors that stand for each.';
comment on column network_node.node is 'Code of the state; UN for the organisation, its command, the IAEA and treaties open to all.';
comment on column network_node.name is 'Its name inside a sentence.';
comment on column network_node.actors is 'Actors that stand for it.';

create table owed_obligation as
with dated as (
    select
        treaties.treaty_id as treaty,
        treaties.instrument,
        started.earliest as since,
        -- Of an instrument that a party withdrew from, the day counts for that party only.
        if(treaties.end_mode in ('in_force', 'withdrawn'), date '9999-12-31', ended.earliest - 1) as until,
        unnest(treaties.obligations) as obligation
    from treaties
    inner join edtf as started on treaties.in_force = started.edtf
    left join edtf as ended on treaties.ended = ended.edtf
    where treaties.end_mode = 'in_force' or treaties.ended is not null
),

duties as (
    select *
    from dated
    where obligation in ('defense', 'nonaggression', 'consultation', 'arms_limitation')
),

parts as (
    select
        treaty_parties.treaty,
        network_node.node,
        coalesce(ratified.earliest, date '0001-01-01') as since,
        coalesce(withdrew.earliest - 1, date '9999-12-31') as until
    from treaty_parties
    inner join network_node on list_contains(network_node.actors, treaty_parties.actor)
    left join edtf as ratified on treaty_parties.ratified = ratified.edtf
    left join edtf as withdrew on treaty_parties.withdrew = withdrew.edtf
    where treaty_parties.role in ('party', 'commander', 'depositary')
),

open_to_all (treaty) as (
    values ('tr-outer-space-1967'), ('tr-npt-1968'), ('tr-bwc-1972')
),

-- Duties of one side only that no clause tells, and pairs that stood on one side of the armistice.
one_sided (treaty, obligation, ower) as (
    values ('tr-us-rok-missile-guidelines-1979', 'arms_limitation', 'KOR'), ('tr-iaea-infcirc403-1992', 'arms_limitation', 'PRK')
),

same_side (treaty, one, other) as (
    values ('tr-korean-armistice-1953', 'PRK', 'CHN'), ('tr-korean-armistice-1953', 'CHN', 'PRK')
),

clause_sides as (
    select distinct
        clauses.treaty,
        clauses.obligation,
        network_node.node as ower
    from clauses
    inner join network_node on list_has_any(clauses.obliged, network_node.actors)
),

directed as (
    select * from clause_sides
    union
    select * from one_sided
),

owed as (
    select
        duties.treaty,
        ower.node as ower,
        owed.node as owed,
        duties.obligation,
        greatest(duties.since, ower.since, owed.since) as since,
        least(duties.until, ower.until, owed.until) as until
    from duties
    inner join parts as ower on duties.treaty = ower.treaty
    inner join parts as owed on duties.treaty = owed.treaty and ower.node <> owed.node
    where
        duties.instrument <> 'unsc_resolution'
        and duties.treaty not in (select treaty from open_to_all)
        and not exists (
            from same_side
            where same_side.treaty = duties.treaty and same_side.one = ower.node and same_side.other = owed.node
        )
        and (
            not exists (from directed where directed.treaty = duties.treaty and directed.obligation = duties.obligation)
            or exists (
                from directed
                where directed.treaty = duties.treaty and directed.obligation = duties.obligation and directed.ower = ower.node
            )
        )
    union
    select
        duties.treaty,
        parts.node,
        'UN',
        duties.obligation,
        greatest(duties.since, parts.since),
        least(duties.until, parts.until)
    from duties
    inner join open_to_all on duties.treaty = open_to_all.treaty
    inner join parts on duties.treaty = parts.treaty
    union
    -- The Council's resolutions on Korea: what they ask of North Korea, and the help they recommended for South Korea.
    select
        treaty,
        if(obligation = 'defense', 'UN', 'PRK'),
        if(obligation = 'defense', 'KOR', 'UN'),
        obligation,
        since,
        until
    from duties
    where instrument = 'unsc_resolution' and obligation in ('defense', 'arms_limitation')
)

select
    treaty,
    ower,
    owed,
    obligation,
    min(since) as since,
    max(until) as until
from owed
where since <= until
group by treaty, ower, owed, obligation
order by treaty, ower, owed, obligation;
comment on table owed_obligation is 'Defence, non-aggression, consultation and arms obligations: who owes them to whom, under which instrument, from when until when.';
comment on column owed_obligation.treaty is 'The instrument.';
comment on column owed_obligation.ower is 'Who owes it; a code of network_node.';
comment on column owed_obligation.owed is 'To whom.';
comment on column owed_obligation.obligation is 'What is owed. [one of codes:obligation]';
comment on column owed_obligation.since is 'First day in force between the two.';
comment on column owed_obligation.until is 'Last day in force between the two; 9999-12-31 while it lasts.';
