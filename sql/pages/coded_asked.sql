-- One row: the states and the data that a reader asks for, with their names, and what the data are.
-- Parameters: filters. The kinds are data sets.
-- Used by: the page of coded events and the rows behind a mark.
with wanted as materialized (
    select states, data_sets as sources from coded_wanted('coded.sources', $filters)
)

select
    states,
    sources,
    coalesce((
        select list(coalesce(found.state_name, iso3) order by iso3)
        from (select unnest(states) as iso3) as each_state
        left join (
            select iso3, first(state_name order by actor_id) as state_name
            from coded_state
            where state_name is not null
            group by iso3
        ) as found using (iso3)
    ), []) as names,
    coalesce((
        select list(label order by sort) from coded_source where list_contains(sources, code)
    ), []) as labels,
    coalesce((
        select list({
            'label': imported.label,
            'events': imported.events,
            'paired': imported.paired,
            'first_year': imported.first_year,
            'last_year': imported.last_year,
            'actors': imported.actors,
            'set_aside': imported.set_aside
        } order by imported.source)
        from coded.sources as imported
        where list_contains(wanted.sources, imported.source)
    ), []) as imported
from wanted
