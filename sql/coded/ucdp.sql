-- One row is one line of UCDP's events of violence as an event of material conflict, with its fault where a cell that it needs cannot be read.
-- Parameters: source varchar, the kind of file. Reads the tables raw, all text, and state_codes. A side that is no state has none. Cells are read first and judged then: written twice they are read twice.
-- Used by: dashboard.coded.stage.
with cells as (
    select
        $source as source,
        raw.id as event_id,
        try_cast(left(raw.date_start, 10) as date) as date,
        try_cast(left(raw.date_start, 10) as date) as added,
        first.iso3 as actor1,
        second.iso3 as actor2,
        raw.side_a as actor1_code,
        raw.side_b as actor2_code,
        '190' as cameo,
        '19' as root,
        4::tinyint as quad_class,
        (-100)::smallint as goldstein_x10,
        1::tinyint as is_root,
        greatest(coalesce(try_cast(raw.number_of_sources as integer), 1), 1) as mentions,
        greatest(coalesce(try_cast(raw.number_of_sources as integer), 1), 1) as sources,
        greatest(coalesce(try_cast(raw.number_of_sources as integer), 1), 1) as articles,
        null::double as tone,
        raw.where_coordinates as place,
        raw.country as place_country,
        try_cast(raw.latitude as double) as lat,
        try_cast(raw.longitude as double) as lon,
        null::varchar as url,
        concat_ws(', ', coalesce(raw.source_headline, raw.source_article), raw.best || ' killed (best estimate)') as story,
        raw.line,
        raw.member
    from raw
    left join state_codes as first on first.system = 'gw' and first.code = regexp_replace(raw.gwnoa, '[.]0+$', '')
    left join state_codes as second on second.system = 'gw' and second.code = regexp_replace(raw.gwnob, '[.]0+$', '')
)

select
    *,
    case
        when not coalesce(regexp_full_match(event_id, '[0-9]{1,12}'), false) then 'id is not a number'
        when date is null then 'date_start is not a day'
        when coalesce(year(date), 0) not between 1800 and 2100 then 'date_start is not in 1800 to 2100'
    end as fault
from cells
