-- One row is one mark of a lane since 1984: the launch events of a quarter, a nuclear test, a resolution, a step of US sanctions, or talks.
-- Parameters: filters. The kind filter of the page holds classes of missiles: it limits the launches.
-- Used by: the chart tests_sanctions_talks. Dots of a lane that would hide each other are stacked: `stack` counts from 0.

with launches as (
    select
        'launches-' || strftime(min(date_earliest), '%Y-') || quarter(min(date_earliest)) as mark,
        strftime(min(date_earliest), '%Y, ') || ['January', 'April', 'July', 'October'][quarter(min(date_earliest))] || ' to '
        || ['March', 'June', 'September', 'December'][quarter(min(date_earliest))] || ': ' || count(*)
        || if(count(*) = 1, ' launch event', ' launch events') as label,
        list(record_id order by record_id) as records,
        'launches' as lane,
        date_trunc('quarter', min(date_earliest))::date as date_earliest,
        last_day(date_trunc('quarter', min(date_earliest))::date + interval 2 month) as date_latest,
        count(*)::integer as launch_events
    from filtered_launches($filters)
    group by date_trunc('quarter', date_earliest)
),

events as (
    select
        *,
        case
            when kind <> 'sanctions' then 'talks'
            when list_contains(initiator, 'UNSC') and cameo = '163' then 'resolutions'
            when list_contains(initiator, 'USA') then 'us_sanctions'
        end as lane,
        if(list_contains(initiator, 'UNSC'), regexp_extract(title, '[0-9]{4}'), null) as short
    from filtered_events(of_kinds($filters, ['sanctions', 'talks', 'summit']))
    where date_latest >= date '1984-01-01'
    union all by name
    select *, 'tests' as lane, test_no::varchar as short
    from filtered_tests(of_any_kind($filters))
)

select mark, label, records, lane, date_earliest, date_latest, launch_events, null as short, 'launches' as kind,
    null::integer as quad_class, 2 as checked, false as is_disputed, 0 as stack
from launches
union all
select
    record_id,
    concat_ws('; ', title || ', ' || date_words, if(checked < 2, 'one source', null), if(is_disputed, 'sources disagree', null)),
    [record_id], lane, date_earliest, date_latest, null, short, kind, quad_class, checked, is_disputed or has_contradicted_claim,
    row_number() over (partition by lane, date_diff('day', date '1984-01-01', date_earliest) // 165 order by date_earliest, record_id) - 1
from events
where lane is not null
order by lane, date_earliest, mark;
