-- What the overview chart draws of each event and main instrument, whatever the filters: its label, its place in years, its short name.
-- Parameters: filters, as in 03_filters.sql. One row is one event or one instrument that 05_glance.sql names.
-- Used by: the chart relationship_at_a_glance.

create table filter_glance as
with last_day as (select max(date_latest) as day from filter_event),

events as (
    select
        'event' as part,
        kept.record_id,
        kept.quad_class,
        if(checked < 2, 'one source', null) as standing,
        year_point(date_earliest + ((date_latest - date_earliest) // 2)::integer) as start,
        start as stop,
        null as fate
    from filter_event as kept
),

instruments as (
    select
        'treaty' as part,
        kept.record_id,
        null::integer as quad_class,
        if(end_mode = 'in_force', 'in force today', lower(codes.label) || coalesce(' ' || ended.words, ', day not known')) as standing,
        year_point(coalesce(started.earliest, kept.date_earliest)) as start,
        year_point(if(end_mode = 'in_force', last_day.day, coalesce(ended.earliest, started.earliest, kept.date_earliest))) as stop,
        case
            when end_mode = 'in_force' then 'open'
            when ended.earliest is null then 'end not known'
            when end_mode in ('collapsed', 'withdrawn', 'suspended') then 'broken'
            else 'over'
        end as fate
    from filter_treaty as kept
    cross join last_day
    left join edtf as started on kept.in_force = started.edtf
    left join edtf as ended on kept.ended = ended.edtf
    left join codes on codes.vocabulary = 'end_mode' and kept.end_mode = codes.code
    where kept.record_id in (select record_id from glance_name)
)

select
    kept.record_id,
    kept.kind,
    kept.date_earliest,
    kept.date_latest,
    kept.era,
    kept.eras,
    kept.filter_actors,
    kept.checked,
    kept.rests_on_primary,
    kept.body,
    drawn.part,
    concat_ws('; ', kept.title || ', ' || kept.date_words, drawn.standing, if(kept.is_disputed, 'sources disagree', null)) as label,
    drawn.start,
    drawn.stop,
    glance_name.name,
    coalesce(glance_name.rank, 999)::integer as rank,
    drawn.quad_class,
    kept.is_disputed,
    drawn.fate
from (from events union all from instruments) as drawn
inner join filter_record as kept on drawn.record_id = kept.record_id
left join glance_name on drawn.record_id = glance_name.record_id
order by drawn.part, drawn.start, kept.record_id;
