-- One row is the events of one year, family of kinds and quad class; the columns from and to place it on a stack that starts at zero.
-- Parameters: filters. An event counts for the year of its first day. Windows are ordered without partitions, which take longer than all the rest however few the rows.
-- Used by: the chart events_by_year.

with quads (quad_class, layer, quad, slug) as (
    values
    (2, 1, 'material cooperation', 'material-cooperation'), (1, 2, 'verbal cooperation', 'verbal-cooperation'),
    (3, 3, 'verbal conflict', 'verbal-conflict'), (4, 4, 'material conflict', 'material-conflict')
),

by_kind as (
    select
        year,
        is_partial,
        family_sort,
        quad_class,
        kind_label as kind,
        count(*)::integer as events,
        list(record_id) as records
    from counted_events($filters)
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
    concat_ws('-', year, chart_family.slug, quads.slug) as mark,
    -- The figure on a bar is that of its year and family; what a click opens is one part.
    concat(
        year, ', ', lower(family), ': ', events, if(events = 1, ' event', ' events'), ' of ', quad, ' (', stacked.kinds, ')',
        if(in_all > events, printf(', one part of %d in all', in_all), '')
    ) as label,
    records,
    year,
    family,
    stacked.family_sort,
    stacked.quad_class,
    events,
    (sum(events) over (order by (year * 10 + stacked.family_sort) * 100 + layer range between 9 preceding and current row))::integer
    - events as events_from,
    events_from + events as events_to,
    is_partial
from (
    select
        *,
        (sum(events) over (order by year * 10 + family_sort range between current row and current row))::integer as in_all
    from stacked
) as stacked
inner join quads on stacked.quad_class = quads.quad_class
inner join chart_family on stacked.family_sort = chart_family.family_sort
order by year, stacked.family_sort, layer;
