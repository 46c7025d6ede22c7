-- One row is one type of record: its citations by what is known of the place of the words, and its records without a known place.
-- Parameters: served varchar[] (citations whose words the library shows to who asks). What a document merely says of a record, and the values of series, whose place is their series, are left out.
-- Used by: the method page; the overview sums it.
with served as (
    select distinct unnest($served::varchar[]) as citation_id
),

cited as (
    select
        record.type,
        record.record_id,
        served.citation_id is not null as is_served,
        case when served.citation_id is null then evidence.place_state else 'words_here' end as place_state,
        evidence.first_words is not null as was_read
    from evidence
    inner join record on evidence.record_id = record.record_id
    left join served on evidence.citation_id = served.citation_id
    where evidence.role != 'mention' and record.type != 'observation'
)

select
    type,
    count(*)::integer as citations,
    count(*) filter (where place_state = 'words_here')::integer as words_here,
    count(*) filter (where is_served)::integer as words_held,
    count(*) filter (where place_state = 'place_known')::integer as place_known,
    count(*) filter (where was_read)::integer as words_read,
    count(*) filter (where place_state = 'page_only')::integer as page_only,
    count(distinct record_id)::integer as records,
    (count(distinct record_id) - count(distinct record_id) filter (where place_state != 'page_only'))::integer as records_without_place
from cited
group by type
order by citations desc, type
