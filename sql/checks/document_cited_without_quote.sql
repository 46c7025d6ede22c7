-- Bad row: a citation of a document that does not name the words.
-- No parameters.
-- Used by: build and check.
select
    'citations.csv' as file,
    citations.csv_line as line,
    'quote' as "column",
    citations.citation_id as value,
    'the exact words and their offsets, because the text of ' || citations.source || ' is kept here' as expected
from citations
inner join sources on citations.source = sources.source_id
where sources.file is not null and citations.quote is null
order by citations.csv_line
