-- One row is one line of what was read, with the year it belongs to; lines with a fault are told from events by it. Of an event that names none of the chosen states only what totals need is kept.
-- No parameters. Reads the view parsed and the table chosen_states.
-- Used by: dashboard.coded.stage, for an import that is limited to some states.
select
    source,
    event_id,
    date,
    added,
    if(is_chosen, actor1, null) as actor1,
    if(is_chosen, actor2, null) as actor2,
    if(is_chosen, actor1_code, null) as actor1_code,
    if(is_chosen, actor2_code, null) as actor2_code,
    if(is_chosen, cameo, null) as cameo,
    if(is_chosen, root, null) as root,
    quad_class,
    if(is_chosen, goldstein_x10, null) as goldstein_x10,
    is_root,
    if(is_chosen, mentions, 0) as mentions,
    if(is_chosen, sources, 0) as sources,
    articles,
    if(is_chosen, tone, null) as tone,
    if(is_chosen, place, null) as place,
    if(is_chosen, place_country, null) as place_country,
    if(is_chosen, lat, null) as lat,
    if(is_chosen, lon, null) as lon,
    if(is_chosen, url, null) as url,
    if(is_chosen, story, null) as story,
    line,
    member,
    fault,
    -- A line with a fault may have a day of any year.
    if(fault is null, year(date), null)::smallint as year
from (
    select
        *,
        fault is not null
        or coalesce(actor1 in (select iso3 from chosen_states), false)
        or coalesce(actor2 in (select iso3 from chosen_states), false) as is_chosen
    from parsed
)
