-- One row is one value that a filter of the claims ledger takes, with its label, in order of display.
-- No parameters.
-- Used by: the filters of the claims page.
select
    'document' as name,
    sources.source_id as code,
    sources.title as label,
    row_number() over (order by sources.title) as sort
from sources
where sources.source_id in (select document from claims)
union all
select
    vocabulary,
    code,
    label,
    sort
from codes
where vocabulary in ('modality', 'verdict')
order by name, sort
