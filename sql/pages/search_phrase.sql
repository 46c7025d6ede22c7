-- One row: whether some words stand side by side in what search finds.
-- Parameters: phrase varchar, the words in the form of the index with a space between, before and behind.
-- Used by: dashboard.record.search, to tell a mistyped name from another one.
select count(*) > 0 as is_written
from search_document
where contains(' ' || terms || ' ', $phrase)
