-- One row is the events of one era, family of kinds and side; `rate` is events a year of the era, as far as it lies in the chosen period.
-- Parameters: filters. An event counts in the era of its first day.
-- Used by: the chart eras_compared.

with families (family_sort, family, short, kinds) as (
    values
    (1, 'Talks and agreements', 'Talks', ['talks', 'summit', 'envoy_visit', 'agreement']),
    (2, 'Policies and alliances', 'Policy', ['policy', 'alliance', 'leadership', 'withdrawal']),
    (3, 'Aid, exchange, detention', 'People', ['humanitarian', 'exchange', 'detention']),
    (4, 'Sanctions', 'Sanctions', ['sanctions']),
    (5, 'Weapons programmes', 'Arms', ['nuclear_programme', 'nuclear_test', 'missile_test']),
    (6, 'Force and shows of force', 'Force', ['war', 'clash', 'incident', 'exercise']),
    (7, 'Other', 'Other', [])
),

matched as (
    select
        record_id,
        era,
        coalesce((select min(family_sort) from families where list_contains(kinds, kind)), 7) as family_sort,
        if(quad_class <= 2, 'cooperation', 'conflict') as side
    from filtered_events($filters)
),

last_day as (select max(date_latest) as day from record where type = 'event'),

lengths as (
    select
        *,
        concat_ws(' to ', year(start_date), nullif(coalesce(year(end_date)::varchar, 'today'), year(start_date)::varchar)) as span,
        (
            least(coalesce(end_date, last_day.day), coalesce(asked($filters).date_to, last_day.day))
            - greatest(start_date, coalesce(asked($filters).date_from, start_date)) + 1
        ) / 365.25 as years
    from eras
    cross join last_day
),

counted as (
    select era, family_sort, side, count(*)::integer as events, list(record_id order by record_id) as records
    from matched
    group by all
)

select
    concat_ws('-', lengths.era_id, lower(short), side) as mark,
    concat(
        lengths.label, ' (', span, '), ', lower(family), ': ', events, if(events = 1, ' event', ' events'), ' of ', side, ' in ',
        printf('%.1f', years), ' years, ', printf('%.1f', events / years), ' a year'
    ) as label,
    records, lengths.label as era, span, years, end_date is null as is_partial, family, short, family_sort, side, events, events / years as rate,
    dense_rank() over (order by start_date)::integer as era_sort
from counted
inner join lengths on counted.era = lengths.era_id and lengths.years > 0
inner join families using (family_sort)
order by era_sort, family_sort, side desc;
