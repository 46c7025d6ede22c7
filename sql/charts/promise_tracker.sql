-- One row is a main US-North Korea instrument, one of its clauses at its signature, or one later act that is said to keep or break it.
-- Parameters: filters. The kinds are those of the instrument.
-- Used by: the chart promise_tracker.

with promises as (
    select
        record_id as mark,
        label,
        records,
        treaty as instrument,
        treaty_title as treaty,
        signed,
        ended,
        ending,
        clause,
        clause_order,
        clause_title,
        obliged,
        coalesce(reading, 'promise') as reading,
        reading_label,
        tie,
        date_earliest as day_from,
        day_to,
        day,
        speaker,
        checked
    from filtered_promises($filters)
),

instruments as (
    select
        promises.instrument as mark,
        any_value(treaties.title || ', ' || treaties.date_words) || ': ' || count(distinct clause) || ' promises, '
        || count(tie) || ' readings of what became of them' as label,
        [promises.instrument] as records,
        promises.instrument,
        any_value(promises.treaty) as treaty,
        any_value(promises.signed) as signed,
        any_value(promises.ended) as ended,
        any_value(promises.ending) as ending,
        min(clause_order) as clause_order,
        'instrument' as reading,
        'Instrument' as reading_label,
        any_value(promises.signed) as day_from,
        any_value(promises.signed) as day_to,
        any_value(promises.signed) as day,
        any_value(treaties.checked) as checked
    from promises
    inner join filter_treaty as treaties on promises.instrument = treaties.record_id
    group by promises.instrument
)

select
    * exclude (clause_order),
    if(clause is null, 0, dense_rank() over (order by clause is null, clause_order))::integer as clause_rank
from (from instruments union all by name from promises)
order by clause_order, clause is not null, reading <> 'promise', day, mark;
