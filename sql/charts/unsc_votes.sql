-- One row is one vote of the Security Council; counts are empty where a text was adopted without a vote.
-- Parameters: filters. The kind filter of the page holds instruments, so it is not applied here.
-- Used by: the chart unsc_votes.

select
    counted.mark,
    counted.label,
    counted.records,
    counted.date,
    counted.year,
    counted.symbol,
    counted.subject,
    counted.result,
    counted.votes_for,
    counted.votes_abstained,
    counted.votes_not_cast,
    counted.votes_against,
    counted.is_plain,
    counted.is_adopted,
    counted.is_vetoed,
    counted.vetoed_by,
    counted.dissent,
    counted.checked
from filtered_votes(of_any_kind($filters)) as matched
inner join chart_vote_count as counted on matched.record_id = counted.mark
order by counted.date, counted.mark;
