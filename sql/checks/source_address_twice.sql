-- Bad row: a source whose address is that of another source, but for scheme, www, case of the host, final slash, fragment or tracking parameters.
-- No parameters. Two parts of one page are two citations with a locator, not two sources.
-- Used by: build and check.
with parted as (
    select
        source_id,
        csv_line,
        url,
        regexp_extract(url, '^[a-zA-Z]+://(?:www[0-9]?\.)?([^/?#]*)', 1) as host,
        regexp_extract(url, '^[a-zA-Z]+://[^/?#]*([^?#]*)', 1) as path,
        regexp_extract(url, '\?([^#]*)', 1) as query
    from sources
),

canonical as (
    select
        source_id,
        csv_line,
        url,
        regexp_replace(lower(host), ':(80|443)$', '') || regexp_replace(path, '/+$', '') || '?'
        || array_to_string(list_sort(list_filter(
            string_split(query, '&'),
            lambda pair: pair != '' and not regexp_matches(pair, '^(utm_[a-z]+|fbclid|gclid|mc_cid|mc_eid|ref_src|cmpid)=', 'i')
        )), '&') as address
    from parted
)

select
    'sources.csv' as file,
    later.csv_line as line,
    'url' as "column",
    later.url as value,
    'an address that no other source has; ' || first.source_id || ' has it' as expected
from canonical as later
inner join canonical as first on later.address = first.address and first.csv_line < later.csv_line
order by later.csv_line, first.csv_line
