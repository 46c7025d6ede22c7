-- One row is one citation whose words were found in the library, with the text in which they were.
-- No parameters.
-- Used by: whatever tells in which of the three states a citation is.
select
    citation_id,
    source_id,
    text_sha256
from library_places
order by citation_id
