-- One row is one instrument: signed, in force, ended; an end that is not known is empty while is_in_force is false.
-- Parameters: filters.
-- Used by: the chart treaty_lifespans.

with matched as (
    select *
    from filtered_treaties($filters)
),

last_day as (
    select max(date_latest) as day
    from record
    where type in ('event', 'treaty')
)

select
    matched.record_id as mark,
    concat_ws(
        '; ',
        matched.title || ', ' || matched.date_words,
        if(matched.in_force <> matched.signed, 'in force ' || started.words, null),
        case
            when matched.end_mode = 'in_force' then 'in force today'
            else lower(codes.label) || coalesce(' ' || ended.words, ', day not known')
        end,
        case matched.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(matched.is_disputed, 'sources disagree', null),
        if(matched.has_contradicted_claim, 'a claim about it is contradicted', null)
    ) as label,
    [matched.record_id] as records,
    matched.title as short_title,
    matched.date_earliest + ((matched.date_latest - matched.date_earliest) // 2)::integer as signed,
    started.earliest as in_force,
    ended.earliest + ((ended.latest - ended.earliest) // 2)::integer as ended,
    ended.earliest as ended_earliest,
    ended.latest as ended_latest,
    matched.end_mode = 'in_force' as is_in_force,
    codes.label as ending,
    matched.end_mode in ('collapsed', 'withdrawn', 'suspended') as is_broken_off,
    matched.checked,
    matched.is_disputed or matched.has_contradicted_claim as is_disputed,
    last_day.day as last_day
from matched
cross join last_day
left join edtf as started on matched.in_force = started.edtf
left join edtf as ended on matched.ended = ended.edtf
left join codes on codes.vocabulary = 'end_mode' and matched.end_mode = codes.code
order by matched.date_earliest, matched.record_id;
