-- One row is one kind of obligation that one state owes another on the last day of a year, with the instruments; no_longer holds what ended.
-- Parameters: filters, year. Filters choose instruments; without a year there are four.
-- Used by: the chart who_owes_whom.

with kept as (
    select list(record_id) as treaties
    from filtered_treaties($filters)
),

-- The instruments of an edge are a list of the table, because to group and order them anew takes twice as long.
edges as (
    select
        edge.*,
        list_filter(edge.due, lambda held: list_contains(kept.treaties, held.treaty)) as held,
        list_has_any(edge.binding, kept.treaties) as is_binding,
        list_has_any(edge.were_due, kept.treaties) as was_due
    from chart_owed_edge as edge
    cross join kept
    where edge.asked is not distinct from $year::integer
),

told as (
    select
        mark,
        start_of_label
        || array_to_string(list_sort(list_distinct(list_transform(held, lambda instrument: instrument.title))), '; ') as label,
        list_sort(list_transform(held, lambda instrument: instrument.treaty)) as records,
        year,
        ower,
        owed,
        obligation,
        obligation_code,
        obligation_sort,
        len(held)::integer as instruments,
        array_to_string(list_transform(held, lambda instrument: instrument.dated_title), '; ') as instrument_names,
        is_binding,
        compared_with,
        not was_due as is_new
    from edges
)

select
    *,
    coalesce(
        array_to_string(
            list_sort(list(concat_ws(':', ower, owed, obligation_code)) filter (instruments = 0 and not is_new) over (partition by year)),
            ';'
        ),
        ''
    ) as no_longer,
    $year::integer is not null as is_only_year
from told
qualify instruments > 0
order by year, obligation_sort, ower, owed;
