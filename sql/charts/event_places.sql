-- One row is the events of one place on one side, cooperation or conflict; places within about ten kilometres, far ones within a hundred, are one.
-- Parameters: filters. Events without coordinates are counted in `unplaced`.
-- Used by: the chart event_places.

with matched as (
    select
        *,
        if(quad_class <= 2, 'cooperation', 'conflict') as side,
        coalesce(lat between 33 and 44 and lon between 115.5 and 136, false) as is_near,
        if(is_near, 1, 0) as digits,
        trim(regexp_replace(split_part(place, ',', 1), ' \(.*', '')) as short
    from filtered_events($filters)
),

spots as (
    select
        is_near,
        round(lat, digits) as spot_lat,
        round(lon, digits) as spot_lon,
        mode(short order by short) as place,
        avg(lat) as lat,
        avg(lon) as lon,
        min(year(date_earliest))::integer as first_year,
        max(year(date_earliest))::integer as last_year,
        count(*)::integer as place_events
    from matched
    where lat is not null
    group by all
),

sides as (
    select
        is_near,
        round(lat, digits) as spot_lat,
        round(lon, digits) as spot_lon,
        side,
        count(*)::integer as events,
        list(record_id order by record_id) as records
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
    records, place, lat, lon, is_near, side, events, place_events,
    (select count(*) from matched where lat is null)::integer as unplaced,
    (select count(*) from matched)::integer as all_events
from spots
inner join sides using (is_near, spot_lat, spot_lon)
order by place_events desc, spot_lat, spot_lon, side desc;
