-- What the charts of exchange draw of each value, event and detention, whatever the filters: its label, its unit, its place on the years.
-- Parameters: filters, as in 03_filters.sql; kinds are series, and kinds of event to mark. One row is one value or event, or one detention.
-- Used by: the charts of the page on exchange.

create table filter_exchange as
with drawn as (
    select
        record_id,
        series as kind,
        date_earliest,
        date_latest,
        eras,
        series_actors as filter_actors,
        checked,
        rests_on_primary,
        body,
        label,
        'value' as role,
        series,
        short_title,
        unit,
        series_sort,
        main_sort,
        dense_rank() over (order by coalesce(main_sort, 99), series_sort) as series_rank,
        moment,
        date_words,
        value,
        status,
        is_apart,
        is_partial,
        reason,
        coalesce(basis = 'break', false) as is_break,
        frequency = 'irregular' as is_irregular,
        year(date_earliest) as year,
        -- By series and basis, far enough from one another that a window by place sees one of them alone, then by day.
        2000 * dense_rank() over (order by series_sort, is_apart) + rank() over (partition by series, is_apart order by date_earliest) as place
    from filter_observation
    union all by name
    select
        record_id,
        kind,
        date_earliest,
        date_latest,
        eras,
        filter_actors,
        checked,
        rests_on_primary,
        body,
        title || ', ' || date_words as label,
        'marker' as role,
        codes.label as short_title,
        codes.sort as series_sort,
        year(date_earliest) + date_diff('day', date_trunc('year', date_earliest), date_earliest) / 366.0 as moment
    from filter_event
    inner join codes on codes.vocabulary = 'event_kind' and kind = codes.code
)

select *
from drawn
order by role desc, series_sort, moment, record_id;

-- Values and events that match, and whether their kind is asked for. The actors of a value are those that its series speaks of; an
-- event is marked whoever it concerns.
create macro kept_exchange(filters) as table
select
    kept.*,
    list_contains(asked(filters).kinds, kept.kind) as is_asked
from kept_of('filter_exchange', of_any_actor(of_any_kind(filters))) as kept
where role = 'marker' or len(asked(filters).actors) = 0 or list_has_any(kept.filter_actors, asked(filters).actors);

-- Whether a line breaks before a value: its basis changes, or a year is missing in a series that has one for each. `place` puts the values
-- of a series in a row, those of another a thousand apart.
create macro is_gap(is_break, is_irregular, year, place) as coalesce(
    is_break
    or not is_irregular and year - max(year) over (order by place range between 1000 preceding and 1 preceding) > 1,
    false
);

create table filter_held as
select
    matched.record_id,
    matched.kind,
    matched.date_earliest,
    matched.date_latest,
    matched.eras,
    matched.filter_actors,
    matched.checked,
    matched.rests_on_primary,
    matched.body,
    concat_ws(
        '; ',
        matched.name || ', held from ' || matched.date_words || coalesce(' to ' || ended.words, ' on'),
        matched.circumstances,
        actors.name || ' came for the release',
        case matched.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(matched.is_disputed, 'sources disagree', null)
    ) as label,
    matched.name,
    ended.earliest as end_earliest,
    coalesce(ended.latest, last_day.day) as end_latest,
    matched.end_date is null as is_held,
    split_part(matched.date, '/', 1) || '/' || coalesce(nullif(split_part(matched.end_date, '/', -1), ''), '..') as lasted,
    greatest(date_diff('day', matched.date_latest, coalesce(ended.earliest, last_day.day)), 0) as days_least,
    date_diff('day', matched.date_earliest, coalesce(ended.latest, last_day.day)) as days_most,
    actors.short_name as envoy,
    matched.is_disputed or matched.has_contradicted_claim as is_disputed
from filter_detention as matched
cross join (select max(date_latest) as day from record where type in ('event', 'launch')) as last_day
left join edtf as ended on matched.end_date = ended.edtf
left join actors on matched.release_envoy = actors.actor_id
order by matched.date_earliest, matched.record_id;

create macro held_citizens(filters) as table
from kept_of('filter_held', filters);
