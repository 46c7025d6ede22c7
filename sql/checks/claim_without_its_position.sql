-- Bad row: a claim that names an expert whose position quotes words of the claim's passage, but does not list that position.
-- No parameters. The author of a document is not named in its claims; his positions are found by the words they share.
-- Used by: build and check.
select distinct
    'claims.csv' as file,
    claims.csv_line as line,
    'about' as "column",
    claims.claim_id as value,
    'the position ' || positions.position_id || ', which quotes the same words' as expected
from claims
inner join citations as passage on claims.claim_id = passage.record and passage.role = 'passage'
inner join citations as quoted
    on
        passage.source = quoted.source
        and quoted.role = 'quotes'
        and passage.start_offset < quoted.end_offset
        and quoted.start_offset < passage.end_offset
inner join positions on quoted.record = positions.position_id
where
    list_contains(claims.actors, positions.expert)
    and not list_contains(claims.about, positions.position_id)
order by claims.csv_line
