-- One row is one clause of a main US-North Korea instrument, at its signature, or one later act that is said to keep or break it.
-- Parameters: filters. The kinds are those of the instrument.
-- Used by: the chart promise_tracker.

select
    record_id as mark,
    label,
    records,
    treaty_title as treaty,
    signed,
    ended,
    ending,
    clause,
    dense_rank() over (order by clause_order)::integer as clause_rank,
    clause_title,
    obliged,
    coalesce(reading, 'promise') as reading,
    reading_label,
    date_earliest as day_from,
    day_to,
    day,
    speaker,
    checked
from filtered_promises($filters) as promises
order by clause_order, promises.reading is not null, day, mark;
