-- One row is the launch events from one place in one year; launches within about ten kilometres of one another are one place.
-- Parameters: filters. Places after the twelfth are one row a year, and so are those never published.
-- Used by: the chart launch_sites.

with matched as (
    select
        *,
        year(date_earliest)::integer as year,
        if(lat is null, 'none', concat_ws(' ', round(lat, 1), round(lon, 1))) as spot
    from filtered_launches($filters)
),

spots as (
    select
        spot,
        mode(facility order by facility) as name,
        row_number() over (order by spot = 'none', count(*) desc, spot) as rank
    from matched
    group by spot
),

placed as (
    select
        matched.*,
        case
            when matched.spot = 'none' then 'Place not known exactly'
            when spots.rank > 12 then 'Other places'
            else spots.name
        end as site,
        case when matched.spot = 'none' then 14 else least(spots.rank, 13) end::integer as site_sort
    from matched
    inner join spots on matched.spot = spots.spot
)

select
    year || '-' || regexp_replace(lower(site), '[^a-z0-9]+', '-', 'g') as mark,
    concat(
        site, ', ', year, ': ', count(*), if(count(*) = 1, ' launch event', ' launch events'),
        if(site_sort > 12 or count(distinct facility) > 1, ' (' || string_agg(distinct facility, ', ' order by facility) || ')', '')
    ) as label,
    list(record_id order by record_id) as records,
    year,
    site,
    site_sort,
    count(*)::integer as launch_events,
    (sum(count(*)) over (partition by site_sort))::integer as site_events,
    year = (select year(max(date_latest)) from record where type in ('event', 'launch')) as is_partial
from placed
group by year, site, site_sort
order by site_sort, year;
