-- Bad row: a claim that does not have exactly one passage, in the document it names.
-- No parameters.
-- Used by: build and check.
select
    'claims.csv' as file,
    claims.csv_line as line,
    'claim_id' as "column",
    claims.claim_id as value,
    'one citation with the role passage in ' || claims.document || ', found ' || count(citations.citation_id) as expected
from claims
left join citations
    on
        claims.claim_id = citations.record
        and citations.role = 'passage'
        and claims.document = citations.source
group by claims.csv_line, claims.claim_id, claims.document
having count(citations.citation_id) != 1
order by claims.csv_line
