-- One row is the events of one place on one side, cooperation or conflict; places within about ten kilometres, far ones within a hundred, are one.
-- Parameters: filters. Events without coordinates are counted in `unplaced`.
-- Used by: the chart event_places.

with matched as materialized (
    select record_id, year, side, lat, lon, is_near, spot_lat, spot_lon, spot
    from counted_events($filters)
),

totals as (
    select
        (count(*) filter (lat is null))::integer as unplaced,
        count(*)::integer as all_events
    from matched
),

places as (
    select
        is_near,
        spot_lat,
        spot_lon,
        mode(spot order by spot) as place,
        avg(lat) as lat,
        avg(lon) as lon,
        min(year) as first_year,
        max(year) as last_year,
        count(*)::integer as place_events
    from matched
    where lat is not null
    group by all
),

sides as (
    select spot_lat, spot_lon, is_near, side, count(*)::integer as events, list_sort(list(record_id)) as records
    from matched
    where lat is not null
    group by all
)

select
    concat_ws('-', regexp_replace(lower(strip_accents(place)), '[^a-z0-9]+', '-', 'g'), spot_lat, spot_lon, side) as mark,
    concat(
        place, ': ', events, if(events = 1, ' event', ' events'), ' of ', side,
        if(place_events > events, concat(' (', place_events, ' in all)'), ''),
        ', ', first_year, if(last_year > first_year, ' to ' || last_year, '')
    ) as label,
    records, place, lat, lon, is_near, side, events, place_events, unplaced, all_events
from places
inner join sides using (is_near, spot_lat, spot_lon)
cross join totals
order by place_events desc, spot_lat, spot_lon, side desc;
