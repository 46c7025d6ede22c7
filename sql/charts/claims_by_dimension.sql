-- One row is the claims of one dimension with one verdict; dimensions run from the one with the most claims.
-- Parameters: filters. Sums run along an order: windows with partitions take longer, however few the rows.
-- Used by: the chart claims_by_dimension.

with counted as (
    select
        dimension,
        dimension_sort,
        dimension_label,
        verdict,
        verdict_sort,
        verdict_label,
        count(*)::integer as claims,
        list_sort(list(record_id)) as records
    from worded_claims($filters)
    group by all
),

totals as (
    select
        *,
        (sum(claims) over (order by dimension_sort range between current row and current row))::integer as dimension_claims
    from counted
)

select
    replace(dimension, '_', '-') || '-' || replace(verdict, '_', '-') as mark,
    dimension_label || ', ' || lower(verdict_label) || ': ' || claims || ' of ' || dimension_claims
    || if(dimension_claims = 1, ' claim', ' claims') as label,
    records,
    dimension_label as dimension,
    dense_rank() over (order by dimension_claims desc, dimension_sort)::integer as dimension_rank,
    verdict_label as verdict,
    verdict as verdict_code,
    verdict_sort,
    claims,
    dimension_claims
from totals
order by dimension_rank, verdict_sort
