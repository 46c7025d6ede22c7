-- The filter macros of what is counted and measured: launches, nuclear tests, detentions and the values of series.
-- Parameters: as in 03_filters.sql; the kinds of a launch are its classes, those of a value are series.
-- Used by: the charts of the pages on weapons and exchange.

create table filter_launch as
select
    matched.*,
    launches.missile,
    launches.class,
    launches.count as missiles,
    launches.facility,
    launches.lat,
    launches.lon,
    launches.distance_km,
    launches.outcome
from filter_record as matched
inner join missile_launches as launches on matched.record_id = launches.launch_id;

create macro filtered_launches(filters) as table
from kept_of('filter_launch', filters);

create table filter_test as
select
    matched.*,
    tests.test_no,
    tests.magnitude,
    tests.magnitude_type,
    tests.yield_low_kt,
    tests.yield_high_kt,
    tests.yield_basis
from filter_record as matched
inner join nuclear_tests as tests on matched.record_id = tests.test_id;

create macro filtered_tests(filters) as table
from kept_of('filter_test', filters);

create table filter_detention as
select
    matched.*,
    detentions.name,
    detentions.start_date,
    detentions.end_date,
    detentions.circumstances,
    detentions.release_envoy
from filter_record as matched
inner join detentions on matched.record_id = detentions.detention_id;

create macro filtered_detentions(filters) as table
from kept_of('filter_detention', filters);

create table filter_observation as
with placed as (
    select
        matched.*,
        observations.series,
        observations.value,
        observations.status,
        series.title as series_title,
        series.unit,
        series.frequency,
        series_group.theme,
        series_group.short_title,
        series_group.main_sort,
        series_group.sort as series_sort,
        basis.basis,
        case
            when basis.reason is not null then basis.reason
            when not series_group.is_state and year(matched.date_latest) = last_year.year then 'the year is not over'
        end as reason,
        coalesce(basis.basis = 'apart', false) as is_apart,
        coalesce(basis.basis = 'partial', not series_group.is_state and year(matched.date_latest) = last_year.year) as is_partial,
        series_group.actors as series_actors
    from filter_record as matched
    inner join observations on matched.record_id = observations.observation_id
    inner join series on observations.series = series.series_id
    inner join series_group on series.series_id = series_group.series
    cross join (select year(max(date_latest)) as year from record where type in ('event', 'launch')) as last_year
    left join observation_basis as basis on observations.observation_id = basis.observation
)

select
    *,
    concat_ws(
        '; ',
        short_title || ', ' || date_words || ': ' || regexp_replace(if(abs(value) < 1, format('{:.4f}', value), format('{:,.2f}', value)), '\.?0+$', '') || ' ' || unit,
        case status when 'unsourced' then 'not seen in the source it names' else status end,
        reason,
        note
    ) as label,
    year(date_earliest)
    + date_diff('day', date_trunc('year', date_earliest), date_earliest + ((date_latest - date_earliest) // 2)::integer) / 366.0 as moment
from placed;

create macro filtered_observations(filters) as table
select kept.* exclude (series_actors)
from kept_of('filter_observation', of_any_actor(of_any_kind(filters))) as kept
where
    (len(asked(filters).actors) = 0 or list_has_any(kept.series_actors, asked(filters).actors))
    and (
        list_contains(asked(filters).kinds, kept.series)
        or not list_has_any(asked(filters).kinds, (select list(series_id) from series))
    );
