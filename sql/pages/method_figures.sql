-- One row: the single figures that the method page names in its sentences.
-- No parameters.
-- Used by: the method page.
with cited as (
    select sources.*
    from sources
    where exists (select 1 from evidence where evidence.source_id = sources.source_id)
),

spoken as (
    select
        count(*) filter (where voice in ('dprk', 'china', 'russia')) as sources_of_the_north,
        count(*) filter (where regexp_matches(url, '^https?://[^/]*[.](kp|kr|cn|ru|jp)(/|$)')) as sources_in_asia,
        count(*) filter (where voice = 'press') as press,
        count(*) as sources
    from cited
)

select
    spoken.*,
    (select max(date_latest) from record where type = 'event' and date_precision = 'day') as last_day,
    (select count(*) from record where type = 'event') as events,
    (select count(*) from record where type = 'event' and date_latest < date '1953-07-28') as events_until_armistice,
    (
        select count(*) from record where type = 'event' and year(date_earliest) = (select max(year(date_earliest)) from record where type = 'event')
    ) as events_last_year,
    (select count(*) from record where type = 'event' and era = 'armed-truce') as events_armed_truce,
    (select count(*) from record where type = 'event' and era = 'summits') as events_summits,
    (select min(goldstein) from cameo) as goldstein_low,
    (select max(goldstein) from cameo) as goldstein_high,
    (select count(distinct cameo) from events) as codes_used,
    (select count(*) from cameo) as codes
from spoken
