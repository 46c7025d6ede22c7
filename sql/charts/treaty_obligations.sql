-- One row is one obligation that one instrument carries; an instrument without a coded obligation has none.
-- Parameters: filters.
-- Used by: the chart treaty_obligations.

with duties as (
    select
        *,
        unnest(obligations) as obligation
    from filtered_treaties($filters)
)

select
    duties.record_id || '-' || replace(duties.obligation, '_', '-') as mark,
    concat_ws(
        '; ',
        duties.title || ', ' || duties.date_words || ': ' || lower(codes.label),
        'legal force: ' || lower(forces.label),
        case duties.checked when 0 then 'not cross-checked' when 1 then 'one source' end
    ) as label,
    [duties.record_id] as records,
    duties.record_id as treaty,
    duties.title as short_title,
    year(duties.date_earliest)::integer as signed_year,
    dense_rank() over (order by duties.date_earliest, duties.record_id)::integer as treaty_rank,
    codes.label as obligation,
    codes.sort as obligation_sort,
    forces.label as legal_force,
    forces.sort as legal_force_sort,
    duties.checked
from duties
inner join codes on codes.vocabulary = 'obligation' and duties.obligation = codes.code
left join codes as forces on forces.vocabulary = 'legal_force' and duties.legal_force = forces.code
order by treaty_rank, obligation_sort;
