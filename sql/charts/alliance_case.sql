-- One row is the claims of one dimension that speak for an alliance, against one, or both ways, with the conditions they name.
-- Parameters: filters. Sums run along an order: windows with partitions take longer, however few the rows.
-- Used by: the chart alliance_case.

with counted as (
    select
        dimension,
        dimension_sort,
        dimension_label,
        about_alliance,
        case_sort,
        case_label,
        count(*)::integer as claims,
        count(condition)::integer as conditional,
        list(distinct condition order by condition) filter (where condition is not null) as conditions,
        list_sort(list(record_id)) as records
    from worded_claims($filters)
    where about_alliance != 'not_about'
    group by all
),

ranked as (
    select
        *,
        sum(claims) over (order by dimension_sort range between current row and current row) as dimension_claims
    from counted
)

select
    replace(dimension, '_', '-') || '-' || about_alliance as mark,
    dimension_label || ', ' || lower(case_label) || ': ' || claims || if(claims = 1, ' claim', ' claims')
    || case
        when conditional = 0 then ', none on a condition'
        else ', ' || if(conditional = claims, if(claims = 1, '', 'all '), conditional || ' ')
            || 'on a condition: ' || array_to_string(conditions, '; ')
    end as label,
    records,
    dimension_label as dimension,
    dense_rank() over (order by dimension_claims desc, dimension_sort)::integer as dimension_rank,
    case_label as alliance_case,
    about_alliance as case_code,
    claims,
    conditional,
    coalesce(conditions, []) as conditions
from ranked
order by dimension_rank, case_sort
