-- Bad row: words of a document that report a position and do not lie inside the passage of one of its claims.
-- No parameters. Each position that a document reports is among its claims, so that it has a verdict.
-- Used by: build and check.
select
    'citations.csv' as file,
    quoted.csv_line as line,
    'quote' as "column",
    quoted.quote as value,
    'words inside the passage of a claim of ' || quoted.source as expected
from citations as quoted
where
    quoted.role = 'quotes'
    and not exists (
        select 1
        from citations as passage
        where
            passage.role = 'passage'
            and passage.source = quoted.source
            and passage.start_offset <= quoted.start_offset
            and quoted.end_offset <= passage.end_offset
    )
order by quoted.csv_line
