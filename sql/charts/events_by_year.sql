-- One row is the events of one year, family of kinds and quad class; the columns from and to place it on a stack that starts at zero.
-- Parameters: filters. An event counts for the year of its first day.
-- Used by: the chart events_by_year.

with families (family_sort, family, slug, kinds) as (
    values
    (1, 'Talks and agreements', 'talks', ['talks', 'summit', 'envoy_visit', 'agreement']),
    (2, 'Policies and alliances', 'policies', ['policy', 'alliance', 'leadership', 'withdrawal']),
    (3, 'Aid, exchange, detention', 'people', ['humanitarian', 'exchange', 'detention']),
    (4, 'Sanctions', 'sanctions', ['sanctions']),
    (5, 'Weapons programmes', 'weapons', ['nuclear_programme', 'nuclear_test', 'missile_test']),
    (6, 'Force and shows of force', 'force', ['war', 'clash', 'incident', 'exercise']),
    (7, 'Other', 'other', [])
),

quads (quad_class, layer, quad, slug) as (
    values
    (2, 1, 'material cooperation', 'material-cooperation'), (1, 2, 'verbal cooperation', 'verbal-cooperation'),
    (3, 3, 'verbal conflict', 'verbal-conflict'), (4, 4, 'material conflict', 'material-conflict')
),

by_kind as (
    select
        year(matched.date_earliest) as year,
        coalesce((select min(family_sort) from families where list_contains(kinds, matched.kind)), 7) as family_sort,
        matched.quad_class,
        codes.label as kind,
        count(*)::integer as events,
        list(matched.record_id) as records
    from filtered_events($filters) as matched
    inner join codes on codes.vocabulary = 'event_kind' and matched.kind = codes.code
    group by all
),

stacked as (
    select
        by_kind.* exclude (kind, events, records),
        sum(events)::integer as events,
        string_agg(lower(kind) || ' ' || events, ', ' order by events desc, kind) as kinds,
        list_sort(flatten(list(records))) as records
    from by_kind
    group by all
)

select
    concat_ws('-', year, families.slug, quads.slug) as mark,
    concat(year, ', ', lower(family), ': ', events, if(events = 1, ' event', ' events'), ' of ', quad, ' (', stacked.kinds, ')') as label,
    records,
    year::integer as year,
    family,
    stacked.family_sort,
    stacked.quad_class,
    events,
    (sum(events) over (partition by year, family order by layer))::integer - events as events_from,
    events_from + events as events_to,
    year = (select year(max(date_latest)) from record where type = 'event') as is_partial
from stacked
inner join quads on stacked.quad_class = quads.quad_class
inner join families on stacked.family_sort = families.family_sort
order by year, stacked.family_sort, layer;
