-- One row is one obligation that one instrument carries; an instrument without a coded obligation has none.
-- Parameters: filters.
-- Used by: the chart treaty_obligations.

select
    duty.mark,
    duty.label,
    duty.records,
    duty.treaty,
    duty.short_title,
    duty.signed_year,
    dense_rank() over (order by duty.place)::integer as treaty_rank,
    duty.obligation,
    duty.obligation_sort,
    duty.legal_force,
    duty.legal_force_sort,
    duty.checked
from filtered_treaties($filters) as matched
inner join chart_treaty_duty as duty on matched.record_id = duty.treaty
order by duty.place, duty.obligation_sort;
