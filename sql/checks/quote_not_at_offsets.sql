-- Bad row: a quote that is not, to the letter, what the document has at the offsets.
-- No parameters. Offsets count code points from 0; the engine's substring counts from 1.
-- Used by: build and check.
select
    'citations.csv' as file,
    citations.csv_line as line,
    'quote' as "column",
    citations.quote as value,
    'the words at ' || citations.start_offset || '-' || citations.end_offset || ' of ' || citations.source || ': '
    || coalesce(
        substring(document_text.body, citations.start_offset + 1, citations.end_offset - citations.start_offset),
        'no such document'
    ) as expected
from citations
left join document_text on citations.source = document_text.source
where
    citations.quote is not null
    and (
        document_text.body is null
        or citations.end_offset > length(document_text.body)
        or substring(document_text.body, citations.start_offset + 1, citations.end_offset - citations.start_offset)
        is distinct from citations.quote
    )
order by citations.csv_line
