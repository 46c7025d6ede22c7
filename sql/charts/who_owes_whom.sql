-- One row is one kind of obligation that one state owes another on the last day of a year, with the instruments; no_longer holds what ended.
-- Parameters: filters, year. Filters choose instruments; without a year there are four.
-- Used by: the chart who_owes_whom.

with last_day as (
    select max(date_latest) as day
    from record
    where type in ('event', 'treaty')
),

shown as (
    select
        year,
        least(make_date(year, 12, 31), last_day.day) as day,
        -- The first of the years, and one that stands alone, is compared with the year before it.
        coalesce(lag(year) over (order by year), year - 1) as compared_with
    from (select unnest(if($year::integer is null, [1950, 1961, 1994, 2024], [$year::integer])) as year)
    cross join last_day
),

due as (
    select
        shown.*,
        owed_obligation.*,
        matched.title,
        matched.legal_force,
        matched.date_earliest as signed,
        shown.day between owed_obligation.since and owed_obligation.until as is_due,
        make_date(shown.compared_with, 12, 31) between owed_obligation.since and owed_obligation.until as was_due
    from owed_obligation
    inner join filtered_treaties($filters) as matched
        on owed_obligation.treaty = matched.record_id
    cross join shown
),

edges as (
    select
        year || '-' || lower(ower || '-' || owed) || '-' || replace(obligation, '_', '-') as mark,
        year,
        if(day < make_date(year, 12, 31), strftime(day, 'By %B %Y'), 'End of ' || year) as day_in_words,
        compared_with,
        ower,
        owed,
        obligation,
        bool_or(is_due) as is_due,
        not bool_or(was_due) as is_new,
        string_agg(distinct title, '; ' order by title) filter (is_due) as titles,
        string_agg(
            title || if(contains(title, year(signed)::varchar), '', ', ' || year(signed)), '; ' order by signed, treaty
        ) filter (is_due) as instrument_names,
        list(distinct treaty order by treaty) filter (is_due) as records,
        bool_or(legal_force = 'binding') filter (is_due) as is_binding
    from due
    where is_due or was_due
    group by year, day, compared_with, ower, owed, obligation
),

told as (
    select
        *,
        string_agg(concat_ws(':', ower, owed, obligation), ';' order by ower, owed, obligation)
            filter (not is_due) over (partition by year) as no_longer
    from edges
)

select
    told.mark,
    told.day_in_words || ': ' || owers.name || ' owed ' || oweds.name || ' ' || lower(codes.label) || ', under '
    || told.titles as label,
    told.records,
    told.year,
    told.ower,
    told.owed,
    codes.label as obligation,
    told.obligation as obligation_code,
    codes.sort as obligation_sort,
    len(told.records)::integer as instruments,
    told.instrument_names,
    told.is_binding,
    told.compared_with,
    told.is_new,
    coalesce(told.no_longer, '') as no_longer,
    $year::integer is not null as is_only_year
from told
inner join network_node as owers on told.ower = owers.node
inner join network_node as oweds on told.owed = oweds.node
inner join codes on codes.vocabulary = 'obligation' and told.obligation = codes.code
where told.is_due
order by told.year, obligation_sort, told.ower, told.owed;
