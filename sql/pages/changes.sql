-- One row is one change of fact: the row that was changed, the record that it belongs to, what it said and says, why, and what shows it; the newest first.
-- Parameters: since date (later days alone; or null), seen integer (without so many of the first; or null), records varchar[] (those alone; or null).
-- Used by: the page of what changed, its feed, and the note on a link that an older version made.
with owners as (
    select
        citation_id as row_id,
        record as owner
    from citations
    union all
    select
        alternative_id as row_id,
        record as owner
    from date_alternatives
),

owned as (
    select
        changes.*,
        coalesce(owners.owner, changes.record) as record_id,
        row_number() over (order by changes.csv_line) as number
    from changes
    left join owners on changes.record = owners.row_id
)

select
    owned.day,
    owned.record as row_id,
    owned.record_id,
    record.title,
    record.type,
    record.record_id is not null as is_here,
    owned.field,
    owned.old,
    owned.new,
    owned.why,
    owned.source,
    sources.title as source_title,
    sources.publisher as source_publisher,
    sources.url as source_url
from owned
left join record on owned.record_id = record.record_id
left join sources on owned.source = sources.source_id
where
    ($since::date is null or owned.day > $since::date)
    and ($seen::integer is null or owned.number > $seen::integer)
    and ($records::varchar[] is null or list_contains($records::varchar[], owned.record_id) or list_contains($records::varchar[], owned.record))
order by
    owned.day desc,
    record.title is null,
    record.date_earliest nulls last,
    owned.record_id,
    owned.record,
    owned.field
