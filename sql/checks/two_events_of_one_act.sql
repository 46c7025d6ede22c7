-- Bad row: two events of the same day, kind, act, initiators and targets whose titles share most of their words.
-- No parameters.
-- Used by: build and check.
select
    'events.csv' as file,
    other.csv_line as line,
    'event_id' as "column",
    other.event_id as value,
    concat('another act than ', one.event_id, ', “', one.title, '”') as expected
from events as one
inner join events as other
    on one.date = other.date and one.event_id < other.event_id and one.kind = other.kind and one.cameo = other.cameo
where
    list_sort(one.initiator) = list_sort(other.initiator)
    and list_sort(one.target) = list_sort(other.target)
    and jaccard(lower(one.title), lower(other.title)) > 0.85
order by line
