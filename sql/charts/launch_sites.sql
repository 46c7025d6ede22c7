-- One row is the launch events from one place in one year; launches within about ten kilometres of one another are one place.
-- Parameters: filters. Places after the twelfth are one row a year, and so are those never published.
-- Used by: the chart launch_sites. Parts are peers of an order: windows with partitions would cost more than the rest.

with matched as materialized (
    select launches.record_id, launches.facility, marks.year, marks.is_partial, marks.spot
    from filtered_launches($filters) as launches
    inner join launch_mark as marks on launches.record_id = marks.record_id
),

sites as (
    select
        spot,
        row_number() over (order by spot = 'none', count(*) desc, spot) as rank,
        if(spot = 'none', 14, least(rank, 13))::integer as site_sort,
        case site_sort
            when 14 then 'Place not known exactly'
            when 13 then 'Other places'
            else mode(facility order by facility)
        end as site
    from matched
    group by spot
),

counted as (
    select
        matched.year,
        sites.site,
        sites.site_sort,
        any_value(matched.is_partial) as is_partial,
        count(*)::integer as launch_events,
        list_sort(list(matched.record_id)) as records,
        list_sort(list_distinct(list(matched.facility))) as facilities
    from matched
    inner join sites on matched.spot = sites.spot
    group by matched.year, sites.site, sites.site_sort
)

select
    year || '-' || regexp_replace(lower(site), '[^a-z0-9]+', '-', 'g') as mark,
    concat(
        site, ', ', year, ': ', launch_events, if(launch_events = 1, ' launch event', ' launch events'),
        if(site_sort > 12 or len(facilities) > 1, ' (' || array_to_string(facilities, ', ') || ')', '')
    ) as label,
    records,
    year,
    site,
    site_sort,
    launch_events,
    (sum(launch_events) over (order by site_sort range between current row and current row))::integer as site_events,
    is_partial
from counted
order by site_sort, year;
