-- One row is one line of a file of GDELT 1.0 or 2.0 as an event, with its fault where one of the cells that it needs cannot be read.
-- Parameters: source varchar, the kind of file. Reads the tables raw, all text, and state_codes. Cells are read first and judged then: written twice they are read twice.
-- Used by: dashboard.coded.stage.
with cells as (
    select
        $source as source,
        raw.globaleventid as event_id,
        try_strptime(raw.sqldate, '%Y%m%d')::date as date,
        try_strptime(left(raw.dateadded, 8), '%Y%m%d')::date as added,
        first.iso3 as actor1,
        second.iso3 as actor2,
        raw.actor1code as actor1_code,
        raw.actor2code as actor2_code,
        raw.eventcode as cameo,
        raw.eventrootcode as root,
        try_cast(raw.quadclass as tinyint) as quad_class,
        try_cast(round(try_cast(raw.goldsteinscale as decimal(9, 3)) * 10) as smallint) as goldstein_x10,
        try_cast(raw.goldsteinscale as double) as goldstein,
        coalesce(try_cast(raw.isrootevent as tinyint), 0::tinyint) as is_root,
        greatest(coalesce(try_cast(raw.nummentions as integer), 0), 0) as mentions,
        greatest(coalesce(try_cast(raw.numsources as integer), 0), 0) as sources,
        greatest(coalesce(try_cast(raw.numarticles as integer), 0), 0) as articles,
        try_cast(raw.avgtone as double) as tone,
        raw.actiongeo_fullname as place,
        raw.actiongeo_countrycode as place_country,
        try_cast(raw.actiongeo_lat as double) as lat,
        try_cast(raw.actiongeo_long as double) as lon,
        raw.sourceurl as url,
        null::varchar as story,
        raw.line,
        raw.member
    from raw
    left join state_codes as first on first.system = 'cameo' and first.code = raw.actor1countrycode
    left join state_codes as second on second.system = 'cameo' and second.code = raw.actor2countrycode
)

select
    * exclude (goldstein),
    case
        when not coalesce(regexp_full_match(event_id, '[0-9]{1,12}'), false) then 'GLOBALEVENTID is not a number'
        when date is null then 'SQLDATE is not a day'
        when year(date) not between 1800 and 2100 then 'SQLDATE is not in 1800 to 2100'
        when added is null then 'DATEADDED is not a day; the line may be cut short'
        when coalesce(quad_class, 0) not between 1 and 4 then 'QuadClass is not 1 to 4'
        when not coalesce(regexp_full_match(cameo, '[0-9]{2,4}'), false) then 'EventCode is not a CAMEO code'
        when abs(coalesce(goldstein, 0)) > 10 then 'GoldsteinScale is not -10 to 10'
    end as fault
from cells
