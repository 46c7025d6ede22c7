-- One row is one kind of obligation that one state owes another on the last day of 1950, 1961, 1994 or 2024, with the instruments.
-- Parameters: eras, actors, kinds, date_from, date_to, words, lens. Filters choose instruments; the four years stay.
-- Used by: the chart who_owes_whom.

with in_force as (
    select
        owed_obligation.*,
        years.year,
        matched.title,
        matched.legal_force
    from owed_obligation
    inner join filtered_treaties($eras, $actors, $kinds, $date_from, $date_to, $words, $lens) as matched
        on owed_obligation.treaty = matched.record_id
    inner join (select unnest([1950, 1961, 1994, 2024]) as year) as years
        on make_date(years.year, 12, 31) between owed_obligation.since and owed_obligation.until
)

select
    in_force.year || '-' || lower(in_force.ower || '-' || in_force.owed) || '-' || replace(in_force.obligation, '_', '-') as mark,
    'End of ' || in_force.year || ': ' || owers.name || ' owed ' || oweds.name || ' ' || lower(codes.label) || ', under '
    || string_agg(distinct in_force.title, '; ' order by in_force.title) as label,
    list(distinct in_force.treaty order by in_force.treaty) as records,
    in_force.year,
    in_force.ower,
    in_force.owed,
    codes.label as obligation,
    in_force.obligation as obligation_code,
    codes.sort as obligation_sort,
    count(distinct in_force.treaty)::integer as instruments,
    bool_or(in_force.legal_force = 'binding') as is_binding
from in_force
inner join network_node as owers on in_force.ower = owers.node
inner join network_node as oweds on in_force.owed = oweds.node
inner join codes on codes.vocabulary = 'obligation' and in_force.obligation = codes.code
group by in_force.year, in_force.ower, in_force.owed, owers.name, oweds.name, codes.label, in_force.obligation, codes.sort
order by in_force.year, obligation_sort, in_force.ower, in_force.owed;
