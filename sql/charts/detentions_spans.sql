-- One row is one US citizen held: since when and until when, each with the first and last day its date may mean; no end while held.
-- Parameters: filters. The kind filter of the page holds series, so it is not applied here.
-- Used by: the chart detentions_spans.

with last_day as (
    select max(date_latest) as day
    from record
    where type in ('event', 'launch')
)

select
    matched.record_id as mark,
    concat_ws(
        '; ',
        matched.name || ', held from ' || matched.date_words || coalesce(' to ' || ended.words, ' on'),
        matched.circumstances,
        actors.name || ' came for the release',
        case matched.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(matched.is_disputed, 'sources disagree', null)
    ) as label,
    [matched.record_id] as records,
    matched.name,
    matched.date_earliest as start_earliest,
    matched.date_latest as start_latest,
    ended.earliest as end_earliest,
    coalesce(ended.latest, last_day.day) as end_latest,
    matched.end_date is null as is_held,
    date_diff('day', matched.date_earliest, coalesce(ended.latest, last_day.day)) as days,
    actors.short_name as envoy,
    matched.checked,
    matched.is_disputed or matched.has_contradicted_claim as is_disputed
from filtered_detentions(of_any_kind($filters)) as matched
cross join last_day
left join edtf as ended on matched.end_date = ended.edtf
left join actors on matched.release_envoy = actors.actor_id
order by matched.date_earliest, matched.record_id;
