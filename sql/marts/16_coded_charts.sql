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

create macro coded_states(filters) as (
    if(
        len(asked(filters).actors) = 0,
        coalesce((select any_value(states) from coded_default), []),
        coalesce((
            select list(distinct iso3 order by iso3)
            from coded_state
            where list_contains(asked(filters).actors, actor_id)
        ), [])
    )
);

-- Several data are never added up unasked, because they code the same news.
create macro coded_sources(sources, filters) as (
    if(
        len(asked(filters).kinds) > 0,
        asked(filters).kinds,
        coalesce((
            select [first(source order by source = 'sample', events desc, source)]
            from query_table(sources)
            having count(*) > 0
        ), [])
    )
);

-- Whose events of which data are shown, as a reader says it.
create macro coded_said(sources, filters) as (
    coalesce((
        select string_agg(coalesce(named.state_name, asked_state.iso3), ' and ' order by asked_state.iso3)
        from (select unnest(coded_states(filters)) as iso3) as asked_state
        left join (
            select iso3, min(state_name) as state_name
            from coded_state
            where actor_id = iso3
            group by iso3
        ) as named on asked_state.iso3 = named.iso3
    ), 'Nobody')
    || if(len(coded_states(filters)) = 1, ' and all others in ', ' in ')
    || coalesce((
        select string_agg(label, ' and ' order by sort)
        from coded_source
        where list_contains(coded_sources(sources, filters), code)
    ), 'no data')
);

create macro coded_is_in_time(start, filters) as (
    (asked(filters).date_from is null or start + interval 1 month > asked(filters).date_from)
    and (asked(filters).date_to is null or start <= asked(filters).date_to)
    and coalesce(asked(filters).date_from <= asked(filters).date_to, true)
    and (
        len(asked(filters).eras) = 0
        or exists (
            select 1
            from eras
            where
                list_contains(asked(filters).eras, eras.era_id)
                and eras.start_date < start + interval 1 month
                and coalesce(eras.end_date >= start, true)
        )
    )
);

-- One row is one month and quad class of what passed between the states that are asked for, or of all that concerns one of them.
create macro coded_months(pair_month, actor_month, sources, filters) as table
with wanted as materialized (
    select
        coded_states(filters) as states,
        coded_sources(sources, filters) as data_sets
),

state as materialized (
    select unnest(states) as iso3, len(states) as many from wanted
),

source_asked as materialized (
    select unnest(data_sets) as source from wanted
),

found as (
    select sums.source, sums.year, sums.month, sums.quad_class, sums.events, sums.articles, sums.goldstein_x10
    from query_table(pair_month) as sums
    where
        sums.actor1 in (select iso3 from state)
        and sums.actor2 in (select iso3 from state)
    union all
    select sums.source, sums.year, sums.month, sums.quad_class, sums.events, sums.articles, sums.goldstein_x10
    from query_table(actor_month) as sums
    where sums.actor in (select iso3 from state where many = 1)
)

select
    make_date(year, month, 1) as start,
    quad_class::integer as quad_class,
    if(quad_class <= 2, 'cooperation', 'conflict') as side,
    sum(events)::bigint as events,
    sum(articles)::bigint as articles,
    sum(goldstein_x10)::bigint as goldstein_x10
from found
where
    source in (select source from source_asked)
    and coded_is_in_time(make_date(year, month, 1), filters)
group by year, month, quad_class;

-- One row is one month of the whole world in the same data: the news grows, so that events are compared with all of them.
create macro coded_totals(month_total, sources, filters) as table
select
    make_date(year, month, 1) as start,
    sum(events)::bigint as events
from query_table(month_total)
where
    source in (select unnest(coded_sources(sources, filters)))
    and coded_is_in_time(make_date(year, month, 1), filters)
group by year, month;

create table coded_party as
select
    events.record_id,
    coalesce(list(distinct coded_state.iso3 order by coded_state.iso3) filter (where coded_state.iso3 is not null), []) as states
from (select record_id, unnest(parties) as party from filter_counted_event) as events
left join coded_state on events.party = coded_state.actor_id
group by events.record_id
order by events.record_id;
comment on table coded_party is 'The states of those who act or are acted upon in an event.';
comment on column coded_party.record_id is 'The event.';
comment on column coded_party.states is 'The states, by their codes.';

-- One row is one event of the record between the same states, whatever its kind.
create macro coded_curated(filters) as table
with wanted as materialized (
    select coded_states(filters) as states
)

select
    events.record_id,
    events.date_earliest,
    events.date_latest,
    events.quad_class,
    events.side
from kept_of('filter_counted_event', of_any_kind(filters)) as events
inner join coded_party on events.record_id = coded_party.record_id
cross join wanted
where len(list_intersect(coded_party.states, wanted.states)) >= least(greatest(len(wanted.states), 1), 2);
