-- One row is the claims of one dimension that speak for an alliance, against one, or both ways, with the conditions they name.
-- Parameters: filters.
-- Used by: the chart alliance_case.

with counted as (
    select
        dimension,
        about_alliance,
        count(*) as claims,
        count(condition) as conditional,
        list(distinct condition order by condition) filter (where condition is not null) as conditions,
        list(record_id order by record_id) as records
    from filtered_claims($filters)
    where about_alliance != 'not_about'
    group by dimension, about_alliance
),

ranked as (
    select
        *,
        sum(claims) over (partition by dimension) as dimension_claims
    from counted
)

select
    replace(dimension, '_', '-') || '-' || about_alliance as mark,
    dimensions.label || ', ' || lower(cases.label) || ': ' || claims || if(claims = 1, ' claim', ' claims')
    || case
        when conditional = 0 then ', none on a condition'
        else ', ' || if(conditional = claims, if(claims = 1, '', 'all '), conditional || ' ')
            || 'on a condition: ' || array_to_string(conditions, '; ')
    end as label,
    records,
    dimensions.label as dimension,
    dense_rank() over (order by dimension_claims desc, dimensions.sort)::integer as dimension_rank,
    cases.label as alliance_case,
    about_alliance as case_code,
    claims::integer as claims,
    conditional::integer as conditional,
    coalesce(conditions, []) as conditions
from ranked
inner join codes as cases on cases.vocabulary = 'alliance_case' and about_alliance = cases.code
inner join codes as dimensions on dimensions.vocabulary = 'dimension' and dimension = dimensions.code
order by dimension_rank, cases.sort
