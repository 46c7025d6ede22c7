-- One row is one type of record behind an open mark: how many there are, match the filters, stand on the chart and behind the mark, and how well dated.
-- Parameters: chart_records, mark_records varchar[] (ids); filters.
-- Used by: dashboard.parts.why_panel. Kinds are left aside where they are not those of the records, as for votes beside instruments.
with behind as (
    select *
    from record
    where list_contains($mark_records::varchar[], record_id)
),

kinds_apply as (
    select type, bool_and(list_contains(asked($filters).kinds, kind)) as is_limited
    from behind
    group by type
),

matched as (
    select
        kept.type,
        count(*) as records,
        count(*) filter (list_contains($chart_records::varchar[], record_id)) as on_chart,
        count(*) filter (
            not list_contains($chart_records::varchar[], record_id)
            and (kept.date is null or kept.date_precision in ('month', 'year', 'decade'))
        ) as rough_off_chart
    from filtered_records(of_any_kind($filters)) as kept
    inner join kinds_apply on kept.type = kinds_apply.type
    where not kinds_apply.is_limited or list_contains(asked($filters).kinds, kept.kind)
    group by kept.type
)

select
    behind.type,
    (select count(*) from record where record.type = behind.type) as in_record,
    coalesce(any_value(matched.records), 0) as matching,
    coalesce(any_value(matched.on_chart), 0) as on_chart,
    count(*) as behind_mark,
    count(*) filter (behind.date_precision in ('month', 'year', 'decade') or behind.date_approximate) as roughly_dated,
    count(*) filter (behind.date is null) as undated,
    coalesce(any_value(matched.rough_off_chart), 0) as rough_off_chart
from behind
left join matched on behind.type = matched.type
group by behind.type
order by behind_mark desc, behind.type;
