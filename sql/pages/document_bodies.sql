-- One row is one document with its words.
-- No parameters.
-- Used by: the evidence panel (quotes in context) and the passage reader.
select
    source,
    body
from document_text
order by source
