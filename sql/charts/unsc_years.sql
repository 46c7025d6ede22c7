-- One row is one vote of the Security Council, with how it went: unanimous, with abstentions or votes against, rejected or vetoed.
-- Parameters: filters. The kind filter of the page holds instruments, so it is not applied here.
-- Used by: the chart unsc_years.

select
    counted.mark,
    counted.label,
    counted.records,
    counted.date,
    counted.year,
    counted.subject,
    case
        when counted.is_vetoed then 'vetoed'
        when not counted.is_adopted then 'rejected'
        when counted.votes_for is null then 'uncounted'
        when counted.votes_against > 0 then 'against'
        when counted.votes_abstained > 0 or counted.votes_not_cast > 0 then 'abstained'
        else 'unanimous'
    end as outcome,
    counted.vetoed_by,
    counted.dissent,
    counted.checked
from filtered_votes(of_any_kind($filters)) as matched
inner join chart_vote_count as counted on matched.record_id = counted.mark
order by counted.date, counted.mark;
