-- Bad row: a claim that is said to be contradicted, without a source that says otherwise.
-- No parameters. The document itself is no evidence against its own claim.
-- Used by: build and check.
select
    'claims.csv' as file,
    claims.csv_line as line,
    'verdict' as "column",
    claims.claim_id as value,
    'a citation with the role evidence from another source' as expected
from claims
where
    claims.verdict = 'contradicted'
    and not exists (
        select 1
        from citations
        where
            citations.record = claims.claim_id
            and citations.role = 'evidence'
            and citations.source != claims.document
    )
order by claims.csv_line
