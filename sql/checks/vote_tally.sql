-- Bad row: a vote whose numbers do not fit the size of the Council, its named members, or its result.
-- No parameters. The Council had 11 members to 1965 and has had 15 since.
-- Used by: build and check.
select
    'votes.csv' as file,
    votes.csv_line as line,
    'in_favour' as "column",
    concat_ws('-', votes.in_favour, votes.against, votes.abstained) as value,
    'votes and members not voting that add up to the Council of that year, and named members as many as counted' as expected
from votes
inner join edtf on votes.date = edtf.edtf
where
    votes.in_favour is not null
    and (
        votes.in_favour + votes.against + votes.abstained + len(votes.not_voting_by)
        != if(edtf.earliest < date '1966-01-01', 11, 15)
        or len(votes.against_by) > votes.against
        or len(votes.abstained_by) > votes.abstained
        or (votes.result = 'vetoed') != (len(votes.vetoed_by) > 0)
    )
order by votes.csv_line
