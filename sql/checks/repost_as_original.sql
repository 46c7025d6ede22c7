-- Bad row: a site that reposts the texts of others stands as an original.
-- No parameters. The sites were each looked at once; a text whose original is known has that address, and the repost as the copy that was read.
-- Used by: build and check.
with host as (
    select
        csv_line,
        kind,
        url,
        regexp_extract(lower(url), '^https?://(?:www\.)?([^/:]+)', 1) as name
    from sources
)

select
    'sources.csv' as file,
    csv_line as line,
    'kind' as "column",
    kind as value,
    concat('aggregator or unsigned_web_page, because ', name, ' reposts texts of others') as expected
from host
where
    kind not in ('aggregator', 'unsigned_web_page')
    and (
        regexp_matches(name, '\.(blogspot|wordpress)\.com$')
        or name in (
            'rbs0.com', 'fortunecity.ws', 'songunpoliticsstudygroup.org', 'nkaggregator.com', 'web-uridongpo.com', 'workersparty.org',
            'politicalaffairs.net', '21cir.com', 'londonkoreanlinks.net', 'lists.csbs.utah.edu', 'avocare.net', 'cpa.org.au',
            'anti-imperialist.org', 'ipsikor.org', 'laws-russia.narod.ru', 'corruptionbuzz.com', 'electionsinfo.net', 'daily8.com',
            'slideserve.com', 'htsyndication.com', 'einpresswire.com', 'miragenews.com', 'rssing.com', 'studyres.com', 'krtube.net',
            'europesays.com', 'memim.com', 'jablog.org', 'qaz.wiki', 'liquisearch.com', 'pinocchiopedia.com', 'mdict.net'
        )
    )
order by line
