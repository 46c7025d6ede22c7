-- One row is one type of what the page on weapons shows: how many match the filters, how many match without the lens, how many there are.
-- Parameters: filters. The kinds limit the launches alone.
-- Used by: the sentence above the charts on weapons.
with shown as (
    select
        record.record_id,
        if(record.type = 'event', if(record.kind = 'sanctions', 'sanctions', 'talks'), record.type) as type
    from record
    left join events on record.record_id = events.event_id
    where
        record.type in ('launch', 'test')
        or record.kind in ('talks', 'summit') and record.date_latest >= date '1984-01-01'
        or record.kind = 'sanctions' and record.date_latest >= date '1984-01-01'
        and (list_contains(events.initiator, 'USA') or list_contains(events.initiator, 'UNSC') and events.cameo = '163')
),

without_lens as (
    select record_id
    from filtered_records(of_any_standing(of_any_kind($filters)))
    where type <> 'launch' or len(asked($filters).kinds) = 0 or list_contains(asked($filters).kinds, kind)
),

matched as (
    select record_id
    from filtered_records(of_any_kind($filters))
    where type <> 'launch' or len(asked($filters).kinds) = 0 or list_contains(asked($filters).kinds, kind)
)

select
    shown.type,
    count(matched.record_id) as matched,
    count(without_lens.record_id) as matched_without_lens,
    count(*) as total
from shown
left join matched on shown.record_id = matched.record_id
left join without_lens on shown.record_id = without_lens.record_id
group by shown.type
order by shown.type
