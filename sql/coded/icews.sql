-- One row is one line of a file of ICEWS as an event, with its fault where one of the cells that it needs cannot be read.
-- Parameters: source varchar, the kind of file. Reads the tables raw, all text, and state_codes. The quad class is that of the root code. Cells are read first and judged then: written twice they are read twice.
-- Used by: dashboard.coded.stage.
with cells as (
    select
        $source as source,
        raw."Event ID" as event_id,
        -- The file of 2017 writes 12/31/2017.
        coalesce(try_cast(raw."Event Date" as date), try_strptime(raw."Event Date", '%m/%d/%Y')::date) as date,
        date as added,
        first.iso3 as actor1,
        second.iso3 as actor2,
        raw."Source Name" as actor1_code,
        raw."Target Name" as actor2_code,
        raw."CAMEO Code" as cameo,
        left(raw."CAMEO Code", 2) as root,
        case
            when left(raw."CAMEO Code", 2) between '01' and '05' then 1
            when left(raw."CAMEO Code", 2) between '06' and '08' then 2
            when left(raw."CAMEO Code", 2) between '09' and '13' then 3
            else 4
        end::tinyint as quad_class,
        try_cast(round(try_cast(raw."Intensity" as decimal(9, 3)) * 10) as smallint) as goldstein_x10,
        try_cast(raw."Intensity" as double) as intensity,
        1::tinyint as is_root,
        1 as mentions,
        1 as sources,
        1 as articles,
        null::double as tone,
        nullif(concat_ws(', ', raw."City", raw."Province", raw."Country"), '') as place,
        raw."Country" as place_country,
        try_cast(raw."Latitude" as double) as lat,
        try_cast(raw."Longitude" as double) as lon,
        null::varchar as url,
        concat_ws(', ', raw."Publisher", 'story ' || raw."Story ID", 'sentence ' || raw."Sentence Number") as story,
        raw.line,
        raw.member
    from raw
    left join state_codes as first on first.system = 'name' and first.code = lower(raw."Source Country")
    left join state_codes as second on second.system = 'name' and second.code = lower(raw."Target Country")
)

select
    * exclude (intensity),
    case
        when not coalesce(regexp_full_match(event_id, '[0-9]{1,12}'), false) then 'Event ID is not a number'
        when date is null then 'Event Date is not a day'
        when coalesce(year(date), 0) not between 1800 and 2100 then 'Event Date is not in 1800 to 2100'
        when not coalesce(regexp_full_match(cameo, '(0[1-9]|1[0-9]|20)[0-9]{0,2}'), false) then 'CAMEO Code is not a code'
        when abs(coalesce(intensity, 0)) > 10 then 'Intensity is not -10 to 10'
    end as fault
from cells
