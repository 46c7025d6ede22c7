-- One row is one code of a vocabulary that the codebook explains, with its definition and how many rows of the data carry it.
-- No parameters.
-- Used by: the method page.
with carried (vocabulary, code) as (
    select 'event_kind', kind from events
    union all
    select 'instrument', instrument from treaties
    union all
    select 'verdict', verdict from claims
    union all
    select 'modality', modality from claims
    union all
    select 'source_kind', kind from sources
    union all
    select 'voice', voice from sources
    union all
    select 'observation_status', status from observations
),

counted as (
    select
        vocabulary,
        code,
        count(*) as count
    from carried
    group by vocabulary, code
)

select
    codes.vocabulary,
    codes.code,
    codes.label,
    codes.definition,
    coalesce(counted.count, 0) as count
from codes
left join counted on codes.vocabulary = counted.vocabulary and codes.code = counted.code
where codes.vocabulary in (select vocabulary from carried)
order by codes.vocabulary, codes.sort
