-- One row is one decade: its events, how many rest on one source or none, and whose words their sources are.
-- No parameters. The voices are shares of the citations that events of the decade rest on.
-- Used by: the method page.
with dated as (
    select
        record_id,
        checked,
        date_precision,
        year(date_earliest) // 10 * 10 as decade
    from record
    where type = 'event'
),

cited as (
    select
        dated.decade,
        count(*) as citations,
        count(*) filter (where sources.voice = 'us') as us,
        count(*) filter (where sources.voice = 'rok') as rok,
        count(*) filter (where sources.voice = 'dprk') as dprk,
        count(*) filter (where sources.voice in ('china', 'russia')) as china_russia,
        count(*) filter (where sources.voice = 'un') as un,
        count(*) filter (where sources.voice = 'press') as press
    from dated
    inner join evidence on dated.record_id = evidence.record_id and evidence.role = 'supports'
    inner join sources on evidence.source_id = sources.source_id
    group by dated.decade
)

select
    dated.decade,
    count(*) as events,
    count(*) filter (where dated.checked <= 1) as weak,
    count(*) filter (where dated.date_precision != 'day') as rough,
    cited.citations,
    cited.us,
    cited.rok,
    cited.dprk,
    cited.china_russia,
    cited.un,
    cited.press
from dated
inner join cited on dated.decade = cited.decade
group by all
order by dated.decade
