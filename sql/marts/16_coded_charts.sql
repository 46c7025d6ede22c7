-- What the page of coded events asks of the sums that an import made, which lie in a database of their own: whose events, of which data, when.
-- Parameters: filters, as in 03_filters.sql; the tables of that database by name, because it is not there when this one is built.
-- Used by: the charts of coded events, and the line above them.

create table coded_source (
    code varchar primary key,
    label varchar not null,
    sort integer not null
);
comment on table coded_source is 'Data of coded events that can be imported.';
comment on column coded_source.code is 'What the command import calls them.';
comment on column coded_source.label is 'Name.';
comment on column coded_source.sort is 'The order in which they are offered.';

insert into coded_source values
('gdelt1', 'GDELT 1.0', 1),
('gdelt2', 'GDELT 2.0', 2),
('icews', 'ICEWS', 3),
('ucdp', 'UCDP GED (violence only)', 4),
('sample', 'Made-up sample, no real events', 5);

create table coded_state as
select
    actor_id,
    -- What is coded of a state that ended goes on under its successor's code.
    case iso3 when 'SUN' then 'RUS' when 'YUG' then 'SRB' else iso3 end as iso3,
    if(kind = 'state', short_name, null) as state_name
from actors
where iso3 is not null
order by actor_id;
comment on table coded_state is 'The state that coded events name where an actor of the record is meant.';
comment on column coded_state.actor_id is 'The actor.';
comment on column coded_state.iso3 is 'Its state.';
comment on column coded_state.state_name is 'Name, for states.';

create table coded_default as
select [pair.one, pair.other] as states
from (
    select
        least(first.iso3, second.iso3) as one,
        greatest(first.iso3, second.iso3) as other,
        count(*) as events
    from (select unnest(pairs) as pair from filter_counted_event) as paired
    inner join coded_state as first on paired.pair.who = first.actor_id and first.state_name is not null
    inner join coded_state as second on paired.pair.whom = second.actor_id and second.state_name is not null
    where first.iso3 <> second.iso3
    group by all
    order by events desc, one, other
    limit 1
) as pair;
comment on table coded_default is 'The two states between which most events of the record passed: what is shown where no actor is chosen.';
comment on column coded_default.states is 'Both, by their codes.';

-- One row: what is asked for, taken apart once, because each time it is taken out of the filters costs as much as reading the sums, and because
-- the engine plans a statement anew for each reader that names its filters twice.
-- Statements name it and hand that name to the macros below. Several data are never added up unasked, because they code the same news.
create macro coded_wanted(sources, filters) as table
with asked_for as materialized (
    select unnest(asked(filters))
),

chosen as materialized (
    select if(
        len(asked_for.actors) = 0,
        coalesce((select any_value(states) from coded_default), []),
        coalesce((
            select list(distinct iso3 order by iso3)
            from coded_state
            where list_contains((select actors from asked_for), actor_id)
        ), [])
    ) as states
    from asked_for
)

select
    chosen.states,
    -- Sums lie by pair: each pair of states by their codes in the order of the alphabet, so that one look finds both directions.
    flatten(list_transform(
        chosen.states,
        lambda one: list_transform(list_filter(chosen.states, lambda other: other > one), lambda other: one || '-' || other)
    )) as pairs,
    if(
        len(asked_for.kinds) > 0,
        asked_for.kinds,
        coalesce((
            select [first(source order by source = 'sample', events desc, source)]
            from query_table(sources)
            having count(*) > 0
        ), [])
    ) as data_sets,
    asked_for.actors,
    -- The kinds are data sets: events of the record are of any kind.
    []::varchar[] as kinds,
    asked_for.words,
    asked_for.lens,
    asked_for.date_from,
    asked_for.date_to,
    asked_for.eras,
    coalesce((
        select list({'start': start_date, 'stop': end_date})
        from eras
        where list_contains((select eras from asked_for), era_id)
    ), []) as periods
from asked_for
cross join chosen;

-- The same without a period.
create macro coded_any_time(wanted) as table
select * replace (null::date as date_from, null::date as date_to, []::varchar[] as eras)
from query_table(wanted);

-- The same of events of the record that rest on anything.
create macro coded_any_lens(wanted) as table
select * replace ('all' as lens)
from query_table(wanted);

-- Whose events of which data are shown, as a reader says it.
create macro coded_said(wanted) as table
select
    coalesce((
        select string_agg(coalesce(named.state_name, asked_state.iso3), ' and ' order by asked_state.iso3)
        from (select unnest(states) as iso3 from query_table(wanted)) as asked_state
        left join coded_state as named
            on asked_state.iso3 = named.iso3 and named.actor_id = named.iso3 and named.state_name is not null
    ), 'Nobody')
    || if(len(states) = 1, ' and all others in ', ' in ')
    || coalesce((
        select string_agg(label, ' and ' order by sort)
        from coded_source
        where code in (select unnest(data_sets) from query_table(wanted))
    ), 'no data') as asked
from query_table(wanted);

create macro coded_is_in_time(start, date_from, date_to, eras, periods) as (
    (date_from is null or start + interval 1 month > date_from)
    and (date_to is null or start <= date_to)
    and coalesce(date_from <= date_to, true)
    and (
        len(eras) = 0
        or len(list_filter(periods, lambda period: period.start < start + interval 1 month and coalesce(period.stop >= start, true))) > 0
    )
);

-- One row is one month and quad class of what passed between the states that are asked for, or of all that concerns one of them.
create macro coded_months(pair_month, actor_month, wanted) as table
with found as (
    select sums.source, sums.year, sums.month, sums.quad_class, sums.events, sums.articles, sums.goldstein_x10
    from query_table(pair_month) as sums
    where sums.pair in (select unnest(pairs) from query_table(wanted))
    union all
    select sums.source, sums.year, sums.month, sums.quad_class, sums.events, sums.articles, sums.goldstein_x10
    from query_table(actor_month) as sums
    where sums.actor in (select states[1] from query_table(wanted) where len(states) = 1)
),

summed as (
    select
        make_date(year, month, 1) as start,
        quad_class::integer as quad_class,
        sum(events)::bigint as events,
        sum(articles)::bigint as articles,
        sum(goldstein_x10)::bigint as goldstein_x10
    from found
    where source in (select unnest(data_sets) from query_table(wanted))
    group by year, month, quad_class
)

select
    summed.start,
    summed.quad_class,
    if(summed.quad_class <= 2, 'cooperation', 'conflict') as side,
    summed.events,
    summed.articles,
    summed.goldstein_x10
from summed
cross join query_table(wanted) as asked_for
where coded_is_in_time(summed.start, asked_for.date_from, asked_for.date_to, asked_for.eras, asked_for.periods);

-- One row is one month of the whole world in the same data: the news grows, so that events are compared with all of them.
create macro coded_totals(month_total, wanted) as table
with summed as (
    select
        make_date(year, month, 1) as start,
        sum(events)::bigint as events
    from query_table(month_total)
    where source in (select unnest(data_sets) from query_table(wanted))
    group by year, month
)

select summed.start, summed.events
from summed
cross join query_table(wanted) as asked_for
where coded_is_in_time(summed.start, asked_for.date_from, asked_for.date_to, asked_for.eras, asked_for.periods);

create table coded_party as
select distinct events.record_id, coded_state.iso3
from (select record_id, unnest(parties) as party from filter_counted_event) as events
inner join coded_state on events.party = coded_state.actor_id
order by events.record_id, coded_state.iso3;
comment on table coded_party is 'The states of those who act or are acted upon in an event.';
comment on column coded_party.record_id is 'The event.';
comment on column coded_party.iso3 is 'A state, by its code.';

-- One row is one event of the record between the same states, whatever its kind. Two of them have to meet in it where several are asked for.
create macro coded_curated(wanted) as table
with concerned as (
    select record_id, count(*) as met
    from coded_party
    where iso3 in (select unnest(states) from query_table(wanted))
    group by record_id
)

select
    events.record_id,
    events.date_earliest,
    events.date_latest,
    events.quad_class,
    events.side
from matched_by('filter_counted_event', wanted) as events
inner join concerned on events.record_id = concerned.record_id
cross join query_table(wanted) as asked_for
where events.passes_lens and concerned.met >= least(len(asked_for.states), 2);
