-- What charts of launches and tests say of each one, the same whatever the filters: its sentence, where it lies in time, its class.
-- No parameters. One row is one launch event, one nuclear test, one mark of the lanes beside the launches, or one class.
-- Used by: the charts of the page on weapons.

create table launch_class as
select 'all' as class, 0 as sort, 'All launches' as label
union all
select code, sort::integer, if(code = 'unknown', 'Type not known', label || 's')
from codes
where vocabulary = 'missile_class';
comment on table launch_class is 'Classes of missiles as rows of a chart.';
comment on column launch_class.class is 'The class, or all.';
comment on column launch_class.sort is 'Place in their order.';
comment on column launch_class.label is 'The class in words, of several.';

create table launch_mark as
with last_year as (
    select year(max(date_latest)) as year from record where type in ('event', 'launch')
),

said as (
    select
        launches.*,
        classes.label as class_label,
        classes.sort as class_sort,
        concat_ws(
            '; ',
            if(launches.missile = 'unidentified', 'Type not identified', launches.missile) || ', ' || launches.date_words || ': '
            || format('{:,}', launches.distance_km::bigint) || ' km flown',
            lower(classes.label),
            case launches.outcome when 'unknown' then 'outcome not known' else lower(outcomes.label) end,
            case launches.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
            if(launches.is_disputed, 'sources disagree', null)
        ) as words,
        date_trunc('quarter', launches.date_earliest)::date as quarter
    from filter_launch as launches
    inner join codes as classes on classes.vocabulary = 'missile_class' and launches.class = classes.code
    left join codes as outcomes on outcomes.vocabulary = 'outcome' and launches.outcome = outcomes.code
)

select
    said.record_id,
    said.words,
    dense_rank() over (order by said.words) as alike,
    dense_rank() over (order by said.words, said.facility) as alike_from_there,
    said.class_label,
    said.class_sort,
    said.date_earliest + ((said.date_latest - said.date_earliest) // 2)::integer as middle,
    said.is_disputed or said.has_contradicted_claim as is_disputed,
    year(said.date_earliest)::integer as year,
    year(said.date_earliest) = last_year.year as is_partial,
    if(said.lat is null, 'none', concat_ws(' ', round(said.lat, 1), round(said.lon, 1))) as spot,
    said.quarter,
    strftime(said.quarter, '%Y, ') || ['January', 'April', 'July', 'October'][quarter(said.quarter)] || ' to '
    || ['March', 'June', 'September', 'December'][quarter(said.quarter)] || ': ' as quarter_words
from said
cross join last_year
order by said.record_id;
comment on table launch_mark is 'What charts of launches say of each one, and where it lies in time and place.';
comment on column launch_mark.record_id is 'The launch event.';
comment on column launch_mark.words is 'Missile, day, distance, class, outcome, and how well it is supported.';
comment on column launch_mark.alike is 'The same number for launch events of the same words.';
comment on column launch_mark.alike_from_there is 'The same number for launch events of the same words and place.';
comment on column launch_mark.class_label is 'Class of the missile in words.';
comment on column launch_mark.class_sort is 'Place of the class in their order.';
comment on column launch_mark.middle is 'The middle of the days that its date may mean, where it is drawn.';
comment on column launch_mark.is_disputed is 'Whether sources disagree or a claim about it is contradicted.';
comment on column launch_mark.year is 'Year of its first day.';
comment on column launch_mark.is_partial is 'Whether that year is not over.';
comment on column launch_mark.spot is 'Latitude and longitude to a tenth of a degree, or none: one place for what lies within ten kilometres.';
comment on column launch_mark.quarter is 'First day of the quarter of its first day.';
comment on column launch_mark.quarter_words is 'The quarter in words, to begin a sentence.';

create table test_mark as
select
    record_id,
    concat_ws(
        '; ',
        'Nuclear test no. ' || test_no || ', ' || date_words || ': '
        || format('{:g}', yield_low_kt) || ' to ' || format('{:g}', yield_high_kt) || ' kilotons',
        'magnitude ' || format('{:.1f}', magnitude) || ' (' || magnitude_type || ')',
        yield_basis,
        case checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(is_disputed, 'sources disagree', null)
    ) as label,
    is_disputed or has_contradicted_claim as is_disputed
from filter_test;
comment on table test_mark is 'What a chart of nuclear tests says of each one.';
comment on column test_mark.record_id is 'The test.';
comment on column test_mark.label is 'Number, day, yield, magnitude, and how well it is supported.';
comment on column test_mark.is_disputed is 'Whether sources disagree or a claim about it is contradicted.';

-- With the columns that the filter compares: tests, resolutions, steps of US sanctions and talks are filtered as one.
create table filter_lane as
with marks as (
    select
        record_id,
        case
            when kind <> 'sanctions' then 'talks'
            when list_contains(initiator, 'UNSC') and cameo = '163' then 'resolutions'
            when list_contains(initiator, 'USA') then 'us_sanctions'
        end as lane,
        if(list_contains(initiator, 'UNSC'), regexp_extract(title, '[0-9]{4}'), null) as short,
        quad_class
    from filter_event
    where kind in ('sanctions', 'talks', 'summit') and date_latest >= date '1984-01-01'
    union all
    select record_id, 'tests', test_no::varchar, null
    from filter_test
)

select
    matched.*,
    marks.lane,
    marks.short,
    marks.quad_class,
    concat_ws(
        '; ',
        matched.title || ', ' || matched.date_words,
        if(matched.checked < 2, 'one source', null),
        if(matched.is_disputed, 'sources disagree', null)
    ) as label,
    date_diff('day', date '1984-01-01', matched.date_earliest) // 165 as slot
from marks
inner join filter_record as matched on marks.record_id = matched.record_id
where marks.lane is not null
order by marks.lane, matched.date_earliest, matched.record_id;
