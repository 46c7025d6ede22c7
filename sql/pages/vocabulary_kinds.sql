-- One row is one kind that a page's kind filter accepts, in order of display.
-- Parameters: vocabulary varchar, a vocabulary of codes.csv, or topic for the topics of positions.
-- Used by: dashboard.vocabulary.
select
    code,
    label
from (
    select
        code,
        label,
        sort
    from codes
    where vocabulary = $vocabulary
    union all
    select
        topic_id,
        label,
        row_number() over (order by csv_line)
    from topics
    where $vocabulary = 'topic'
)
order by sort, code
