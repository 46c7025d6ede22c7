-- One row is one vote of the Security Council; counts are empty where a text was adopted without a vote.
-- Parameters: filters. The kind filter of the page holds instruments, so it is not applied here.
-- Used by: the chart unsc_votes.

with matched as (
    select
        *,
        if(in_favour is null, null, len(not_voting_by)) as not_voting
    from filtered_votes(of_any_kind($filters))
),

vetoes as (
    select
        matched.record_id,
        string_agg(actors.short_name, ' and ' order by actors.short_name) as vetoed_by
    from matched
    inner join actors on list_contains(matched.vetoed_by, actors.actor_id)
    group by matched.record_id
)

select
    matched.record_id as mark,
    concat_ws(
        '; ',
        matched.title || ', ' || matched.date_words,
        lower(codes.label) || coalesce(' by ' || vetoes.vetoed_by, ''),
        matched.in_favour || ' for, ' || matched.against || ' against, ' || matched.abstained || ' abstained'
        || if(matched.not_voting > 0, ', ' || matched.not_voting || ' not voting', ''),
        dissent.words,
        case matched.checked when 0 then 'not cross-checked' when 1 then 'one source' end
    ) as label,
    [matched.record_id] as records,
    matched.date_earliest as date,
    year(matched.date_earliest)::integer as year,
    matched.symbol,
    matched.subject,
    codes.label as result,
    matched.in_favour as votes_for,
    matched.abstained as votes_abstained,
    matched.not_voting::integer as votes_not_cast,
    matched.against as votes_against,
    matched.result = 'adopted' as is_plain,
    matched.result in ('adopted', 'adopted_without_vote') as is_adopted,
    matched.result = 'vetoed' as is_vetoed,
    vetoes.vetoed_by,
    coalesce(dissent.words, '') as dissent,
    matched.checked
from matched
left join vetoes on matched.record_id = vetoes.record_id
left join vote_dissent as dissent on matched.record_id = dissent.vote_id
left join codes on codes.vocabulary = 'vote_result' and matched.result = codes.code
order by matched.date_earliest, matched.record_id;
