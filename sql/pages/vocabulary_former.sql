-- One row is a kind that a page used to have and what it is now, in order of display.
-- Parameters: vocabulary varchar, as in vocabulary_kinds.
-- Used by: dashboard.record.vocabulary.
select
    was as former,
    topic_id as code
from topics
where was is not null and $vocabulary = 'topic'
order by csv_line
