-- What the charts of events draw of each event, whatever the filters: its label, its era, its family of kinds, who acted toward whom.
-- Parameters: filters, as in 03_filters.sql. One row is one event, one era or one family. Planning takes most of a statement's time, so that each join made here is felt.
-- Used by: the charts of the pages on events and the overview.

create table chart_family (
    family_sort integer primary key,
    family varchar not null,
    short varchar not null,
    slug varchar not null,
    kinds varchar[] not null
);
comment on table chart_family is 'Families of kinds of event, by which charts group them.';
comment on column chart_family.family_sort is 'The order in which they are shown.';
comment on column chart_family.family is 'Name.';
comment on column chart_family.short is 'Name where there is little room.';
comment on column chart_family.slug is 'Name in addresses.';
comment on column chart_family.kinds is 'The kinds of event that belong to it; every other kind belongs to the last.';

insert into chart_family values
(1, 'Talks and agreements', 'Talks', 'talks', ['talks', 'summit', 'envoy_visit', 'agreement']),
(2, 'Policies and alliances', 'Policy', 'policies', ['policy', 'alliance', 'leadership', 'withdrawal']),
(3, 'Aid, exchange, detention', 'People', 'people', ['humanitarian', 'exchange', 'detention']),
(4, 'Sanctions', 'Sanctions', 'sanctions', ['sanctions']),
(5, 'Weapons programmes', 'Arms', 'weapons', ['nuclear_programme', 'nuclear_test', 'missile_test']),
(6, 'Force and shows of force', 'Force', 'force', ['war', 'clash', 'incident', 'exercise']),
(7, 'Other', 'Other', 'other', []);

create table chart_era as
select
    era_id,
    label as era,
    short_name,
    start_date,
    coalesce(end_date, last_day.day) as end_date,
    end_date is null as is_partial,
    concat_ws(' to ', year(start_date), nullif(coalesce(year(end_date)::varchar, 'today'), year(start_date)::varchar)) as span,
    last_day.day as last_date
from eras
cross join (select max(date_latest) as day from filter_event) as last_day
order by start_date;
comment on table chart_era is 'Eras as charts draw them: the last one ends with the last event of the record.';
comment on column chart_era.era_id is 'The era.';
comment on column chart_era.era is 'Name.';
comment on column chart_era.short_name is 'Name where there is little room.';
comment on column chart_era.start_date is 'First day.';
comment on column chart_era.end_date is 'Last day, or the last day of the record.';
comment on column chart_era.is_partial is 'Whether it is not over.';
comment on column chart_era.span is 'Years of its first and last day in words.';
comment on column chart_era.last_date is 'The last day of the record.';

create table filter_dated_event as
with dated as (
    select
        *,
        date_earliest + ((date_latest - date_earliest) // 2)::integer as middle
    from filter_event
)

select
    dated.record_id,
    dated.kind,
    dated.date_earliest,
    dated.date_latest,
    dated.eras,
    dated.filter_actors,
    dated.checked,
    dated.rests_on_primary,
    dated.body,
    dated.middle as date,
    (row_number() over (order by dated.middle, dated.record_id))::integer as date_rank,
    concat_ws(
        '; ',
        dated.title || ', ' || dated.date_words,
        case dated.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(dated.is_disputed, 'sources disagree', null),
        if(dated.has_contradicted_claim, 'a claim about it is contradicted', null)
    ) as label,
    dated.date_precision,
    dated.quad_class,
    dated.is_disputed or dated.has_contradicted_claim as is_disputed,
    coalesce(other_day.days, []) as other_days,
    chart_era.era_id,
    chart_era.short_name as era,
    chart_era.start_date as era_start,
    chart_era.end_date as era_end
from dated
left join other_day on dated.record_id = other_day.record_id
left join chart_era on dated.era = chart_era.era_id
order by date_rank;

create macro dated_events(filters) as table
from kept_of('filter_dated_event', filters);

create table filter_counted_event as
with recursive roots (actor_id, root) as (
    select actor_id, actor_id from actors where parent is null
    union all
    select actors.actor_id, roots.root from actors inner join roots on actors.parent = roots.actor_id
),

sides as (
    select
        record_id,
        coalesce((select list(distinct root order by root) from roots where list_contains(initiator, roots.actor_id)), []) as doers,
        coalesce((select list(distinct root order by root) from roots where list_contains(target, roots.actor_id)), []) as others,
        coalesce(lat between 33 and 44 and lon between 115.5 and 136, false) as is_near
    from filter_event
)

select
    events.record_id,
    events.kind,
    events.date_earliest,
    events.date_latest,
    events.eras,
    events.filter_actors,
    events.checked,
    events.rests_on_primary,
    events.body,
    year(events.date_earliest)::integer as year,
    year = year(max(events.date_latest) over ()) as is_partial,
    events.era,
    events.quad_class,
    if(events.quad_class <= 2, 'cooperation', 'conflict') as side,
    codes.label as kind_label,
    coalesce((select min(family_sort) from chart_family where list_contains(kinds, events.kind)), 7) as family_sort,
    -- The outermost of what those who act or are acted upon are part of, and each pair of them, the acting one first.
    list_distinct(sides.doers || sides.others) as parties,
    flatten(list_transform(
        sides.doers,
        lambda doer: list_transform(
            if(len(sides.others) = 0, ['none'], sides.others),
            lambda other: {'who': doer, 'whom': other}
        )
    )) as pairs,
    len(events.target) = 0 as is_untargeted,
    events.lat,
    events.lon,
    -- Events of one spot are drawn as one place.
    sides.is_near,
    round(events.lat, if(sides.is_near, 1, 0)) as spot_lat,
    round(events.lon, if(sides.is_near, 1, 0)) as spot_lon,
    trim(regexp_replace(split_part(events.place, ',', 1), ' \(.*', '')) as spot
from filter_event as events
inner join sides on events.record_id = sides.record_id
inner join codes on codes.vocabulary = 'event_kind' and events.kind = codes.code
order by events.record_id;

create macro counted_events(filters) as table
from kept_of('filter_counted_event', filters);

-- Here an actor filter keeps only events in which the actor acts or is acted upon, and those that lean to neither side are left out.
create table filter_leaning_event as
select
    events.record_id,
    events.kind,
    events.date_earliest,
    events.date_latest,
    events.eras,
    coalesce((
        select list(distinct ancestor order by ancestor)
        from actor_lineage
        where list_contains(events.initiator || events.target, actor_lineage.actor_id)
    ), []) as filter_actors,
    events.checked,
    events.rests_on_primary,
    events.body,
    counted.year,
    counted.is_partial,
    if(events.goldstein > 0, 'cooperation', 'conflict') as side,
    events.goldstein
from filter_event as events
inner join filter_counted_event as counted on events.record_id = counted.record_id
where events.goldstein != 0
order by events.record_id;

create macro leaning_events(filters) as table
from kept_of('filter_leaning_event', filters);
