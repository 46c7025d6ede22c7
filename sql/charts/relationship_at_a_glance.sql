-- One row is one event, main instrument or era (`part`), from start to stop in years; those outside eras and period stay, with `shown` false.
-- Parameters: filters. The kinds limit events alone. An instrument whose last day is not known stops at its start.
-- Used by: the chart relationship_at_a_glance.

with points as materialized (
    select
        'event' as part,
        *,
        if(checked < 2, 'one source', null) as standing,
        year_point(date_earliest + ((date_latest - date_earliest) // 2)::integer) as start,
        start as stop,
        coalesce(is_in_time(eras, date_earliest, date_latest, asked($filters).eras, asked($filters).date_from, asked($filters).date_to), false) as shown
    from filtered_events(of_any_time($filters))
),

last_day as (select max(date_latest) as day from record where type = 'event'),

instruments as (
    select
        'treaty' as part,
        matched.*,
        if(end_mode = 'in_force', 'in force today', lower(codes.label) || coalesce(' ' || ended.words, ', day not known')) as standing,
        year_point(coalesce(started.earliest, matched.date_earliest)) as start,
        year_point(if(end_mode = 'in_force', last_day.day, coalesce(ended.earliest, started.earliest, matched.date_earliest))) as stop,
        case
            when end_mode = 'in_force' then 'open'
            when ended.earliest is null then 'end not known'
            when end_mode in ('collapsed', 'withdrawn', 'suspended') then 'broken'
            else 'over'
        end as fate,
        coalesce(is_in_time(eras, date_earliest, date_latest, asked($filters).eras, asked($filters).date_from, asked($filters).date_to), false) as shown
    from filtered_treaties(of_any_time(of_any_kind($filters))) as matched
    cross join last_day
    left join edtf as started on matched.in_force = started.edtf
    left join edtf as ended on matched.ended = ended.edtf
    left join codes on codes.vocabulary = 'end_mode' and matched.end_mode = codes.code
    where matched.record_id in (select record_id from glance_name)
),

spans as (
    select
        'era' as part,
        eras.era_id as record_id,
        eras.label as title,
        eras.short_name as name,
        concat(year(start_date), ' to ', coalesce(year(end_date)::varchar, 'today')) as date_words,
        concat(len(records), if(len(records) = 1, ' event', ' events')) as standing,
        year_point(start_date) as start,
        year_point(coalesce(end_date, last_day.day) + 1) as stop,
        list_sort(own.records) as records,
        own.shown
    from eras
    inner join (select era, list(record_id) as records, bool_or(shown) as shown from points group by era) as own on eras.era_id = own.era
    cross join last_day
)

select
    rows.record_id as mark, concat_ws('; ', rows.title || ', ' || date_words, standing, if(is_disputed, 'sources disagree', null)) as label,
    coalesce(records, [rows.record_id]) as records, part, start, stop, floor(start)::integer as year, coalesce(glance_name.name, rows.name) as name,
    coalesce(rank, 999)::integer as rank, quad_class, checked, is_disputed, fate, shown
from (from points union all by name from instruments union all by name from spans) as rows
left join glance_name on rows.record_id = glance_name.record_id
order by part = 'era', part = 'treaty', start, rows.record_id;
