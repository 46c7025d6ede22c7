-- One row is the claims of one dimension with one verdict; dimensions run from the one with the most claims.
-- Parameters: filters.
-- Used by: the chart claims_by_dimension.

with verdicts (verdict, sort) as (
    values ('supported', 1), ('partly_supported', 2), ('opinion', 3), ('unverifiable', 4), ('contradicted', 5)
),

counted as (
    select
        dimension,
        verdict,
        count(*) as claims,
        list(record_id order by record_id) as records
    from filtered_claims($filters)
    group by dimension, verdict
),

totals as (
    select
        counted.*,
        verdicts.sort as verdict_sort,
        sum(claims) over (partition by dimension)::integer as dimension_claims
    from counted
    inner join verdicts on counted.verdict = verdicts.verdict
)

select
    replace(totals.dimension, '_', '-') || '-' || replace(totals.verdict, '_', '-') as mark,
    dimensions.label || ', ' || lower(codes.label) || ': ' || claims || ' of ' || dimension_claims
    || if(dimension_claims = 1, ' claim', ' claims') as label,
    totals.records,
    dimensions.label as dimension,
    dense_rank() over (order by dimension_claims desc, dimensions.sort)::integer as dimension_rank,
    codes.label as verdict,
    totals.verdict as verdict_code,
    totals.verdict_sort,
    claims::integer as claims,
    dimension_claims
from totals
inner join codes on codes.vocabulary = 'verdict' and totals.verdict = codes.code
inner join codes as dimensions on dimensions.vocabulary = 'dimension' and totals.dimension = dimensions.code
order by dimension_rank, totals.verdict_sort
