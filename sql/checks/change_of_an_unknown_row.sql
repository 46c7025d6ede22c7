-- Bad row: a change of something that is not in the data, and that no change removed.
-- No parameters.
-- Used by: build and check.
select
    'CHANGES.csv' as file,
    csv_line as line,
    'record' as "column",
    record as value,
    'the id of a record, source, citation, expert or topic, or of a row that a change removed' as expected
from changes
where
    record not in (select record_id from record)
    and record not in (select source_id from sources)
    and record not in (select citation_id from citations)
    and record not in (select expert_id from experts)
    and record not in (select topic_id from topics)
    and record not in (select alternative_id from date_alternatives)
    and record not in (select gone.record from changes as gone where gone.field = 'record' and gone.new = 'removed')
order by csv_line
