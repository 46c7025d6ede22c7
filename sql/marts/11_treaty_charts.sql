-- What the charts of instruments say and draw of a record whatever the filters: labels, days, and who owed whom what in each year.
-- No parameters. A chart joins one of these tables to the records that match, so that its statement is short and planned fast.
-- Used by: the charts treaty_lifespans, treaty_obligations, unsc_votes and who_owes_whom.

create table chart_treaty_life as
with sides as (
    -- Who proposed a text, witnessed it or is only concerned takes no part in it. In the Security Council the United States always does.
    select
        treaty.record_id,
        treaty.instrument = 'unsc_resolution' or coalesce(bool_or(takers.actor = 'USA'), false) as has_us,
        treaty.instrument <> 'unsc_resolution' and coalesce(bool_or(takers.actor = 'PRK'), false) as has_north
    from filter_treaty as treaty
    left join treaty_parties as takers on treaty.record_id = takers.treaty and takers.role not in ('sponsor', 'witness')
    group by treaty.record_id, treaty.instrument
)

select
    treaty.record_id as mark,
    concat_ws(
        '; ',
        treaty.title || ', ' || treaty.date_words,
        if(treaty.in_force <> treaty.signed, 'in force ' || started.words, null),
        case
            when treaty.end_mode = 'in_force' then 'in force today'
            else lower(codes.label) || coalesce(' ' || ended.words, ', day not known')
        end,
        case treaty.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(treaty.is_disputed, 'sources disagree', null),
        if(treaty.has_contradicted_claim, 'a claim about it is contradicted', null)
    ) as label,
    [treaty.record_id] as records,
    treaty.title as short_title,
    treaty.date_earliest + ((treaty.date_latest - treaty.date_earliest) // 2)::integer as signed,
    split_part(treaty.signed, '/', 1) || '/' || case
        when treaty.end_mode = 'in_force' then '..' else coalesce(split_part(treaty.ended, '/', -1), '')
    end as lasted,
    started.earliest as in_force,
    ended.earliest + ((ended.latest - ended.earliest) // 2)::integer as ended,
    ended.earliest as ended_earliest,
    ended.latest as ended_latest,
    treaty.end_mode = 'in_force' as is_in_force,
    codes.label as ending,
    treaty.end_mode in ('collapsed', 'withdrawn', 'suspended') as is_broken_off,
    treaty.checked,
    treaty.is_disputed or treaty.has_contradicted_claim as is_disputed,
    (select max(date_latest) from record where type in ('event', 'treaty')) as last_day,
    case when sides.has_us and sides.has_north then 'both' when sides.has_us then 'us' else 'others' end as side,
    kinds.label as kind_label,
    side || '-' || replace(treaty.instrument, '_', '-') as lane,
    row_number() over (
        order by sides.has_us desc, sides.has_us and sides.has_north desc, kinds.sort, treaty.date_earliest, treaty.record_id
    ) as place
from filter_treaty as treaty
inner join sides on treaty.record_id = sides.record_id
left join codes as kinds on kinds.vocabulary = 'instrument' and treaty.instrument = kinds.code
left join edtf as started on treaty.in_force = started.edtf
left join edtf as ended on treaty.ended = ended.edtf
left join codes on codes.vocabulary = 'end_mode' and treaty.end_mode = codes.code
order by place;
comment on table chart_treaty_life is 'Each instrument as the chart of lifespans shows it: those with the United States first, by kind, by signature; an end that is not known is empty.';

create table chart_treaty_duty as
select
    treaty.record_id || '-' || replace(duties.obligation, '_', '-') as mark,
    concat_ws(
        '; ',
        treaty.title || ', ' || treaty.date_words || ': ' || lower(codes.label),
        'legal force: ' || lower(forces.label),
        case treaty.checked when 0 then 'not cross-checked' when 1 then 'one source' end
    ) as label,
    [treaty.record_id] as records,
    treaty.record_id as treaty,
    treaty.title as short_title,
    year(treaty.date_earliest)::integer as signed_year,
    codes.label as obligation,
    codes.sort as obligation_sort,
    forces.label as legal_force,
    forces.sort as legal_force_sort,
    treaty.checked,
    dense_rank() over (order by treaty.date_earliest, treaty.record_id) as place
from filter_treaty as treaty
inner join (select treaty_id, unnest(obligations) as obligation from treaties) as duties on treaty.record_id = duties.treaty_id
inner join codes on codes.vocabulary = 'obligation' and duties.obligation = codes.code
left join codes as forces on forces.vocabulary = 'legal_force' and treaty.legal_force = forces.code
order by place, obligation_sort;
comment on table chart_treaty_duty is 'Each obligation that an instrument carries, in order of signature.';

create table chart_vote_count as
with vetoes as (
    select
        votes.vote_id,
        string_agg(actors.short_name, ' and ' order by actors.short_name) as vetoed_by
    from votes
    inner join actors on list_contains(votes.vetoed_by, actors.actor_id)
    group by votes.vote_id
),

counted as (
    select
        *,
        if(in_favour is null, null, len(not_voting_by)) as not_voting
    from filter_vote
)

select
    counted.record_id as mark,
    concat_ws(
        '; ',
        counted.title || ', ' || counted.date_words,
        lower(codes.label) || coalesce(' by ' || vetoes.vetoed_by, ''),
        counted.in_favour || ' for, ' || counted.against || ' against, ' || counted.abstained || ' abstained'
        || if(counted.not_voting > 0, ', ' || counted.not_voting || ' not voting', ''),
        dissent.words,
        case counted.checked when 0 then 'not cross-checked' when 1 then 'one source' end
    ) as label,
    [counted.record_id] as records,
    counted.date_earliest as date,
    year(counted.date_earliest)::integer as year,
    counted.symbol,
    counted.subject,
    codes.label as result,
    counted.in_favour as votes_for,
    counted.abstained as votes_abstained,
    counted.not_voting::integer as votes_not_cast,
    counted.against as votes_against,
    counted.result = 'adopted' as is_plain,
    counted.result in ('adopted', 'adopted_without_vote') as is_adopted,
    counted.result = 'vetoed' as is_vetoed,
    vetoes.vetoed_by,
    coalesce(dissent.words, '') as dissent,
    counted.checked
from counted
left join vetoes on counted.record_id = vetoes.vote_id
left join vote_dissent as dissent on counted.record_id = dissent.vote_id
left join codes on codes.vocabulary = 'vote_result' and counted.result = codes.code
order by counted.date_earliest, counted.record_id;
comment on table chart_vote_count is 'Each vote of the Security Council as its chart shows it, by day; counts are empty where a text was adopted without a vote.';

create table chart_owed_edge as
with last_day as (
    select max(date_latest) as day
    from record
    where type in ('event', 'treaty')
),

compared as (
    -- Without a year there are four, each compared with the one before; the first, and one that stands alone, with the year before it.
    select null::integer as asked, unnest([1950, 1961, 1994, 2024]) as year, unnest([1949, 1950, 1961, 1994]) as compared_with
    union all
    select year, year, year - 1
    from (select unnest(range(1945, year(day) + 1))::integer as year from last_day)
),

owed as (
    select
        compared.*,
        owed_obligation.*,
        matched.title,
        matched.title || if(
            contains(matched.title, year(matched.date_earliest)::varchar), '', ', ' || year(matched.date_earliest)
        ) as dated_title,
        matched.date_earliest as signed,
        matched.legal_force = 'binding' as is_binding,
        least(make_date(compared.year, 12, 31), last_day.day) between owed_obligation.since and owed_obligation.until as is_due,
        make_date(compared.compared_with, 12, 31) between owed_obligation.since and owed_obligation.until as was_due
    from owed_obligation
    cross join compared
    cross join last_day
    inner join filter_treaty as matched on owed_obligation.treaty = matched.record_id
    where is_due or was_due
),

edges as (
    select
        asked,
        year,
        compared_with,
        ower,
        owed,
        obligation,
        coalesce(
            list({'treaty': treaty, 'title': title, 'dated_title': dated_title} order by signed, treaty) filter (is_due), []
        ) as due,
        coalesce(list(treaty order by treaty) filter (is_due and is_binding), []) as binding,
        coalesce(list(treaty order by treaty) filter (was_due), []) as were_due
    from owed
    group by asked, year, compared_with, ower, owed, obligation
)

select
    edges.asked,
    edges.year || '-' || lower(edges.ower || '-' || edges.owed) || '-' || replace(edges.obligation, '_', '-') as mark,
    if(last_day.day < make_date(edges.year, 12, 31), strftime(last_day.day, 'By %B %Y'), 'End of ' || edges.year) || ': '
    || owers.name || ' owed ' || oweds.name || ' ' || lower(codes.label) || ', under ' as start_of_label,
    edges.year,
    edges.compared_with,
    edges.ower,
    edges.owed,
    codes.label as obligation,
    edges.obligation as obligation_code,
    codes.sort as obligation_sort,
    edges.due,
    edges.binding,
    edges.were_due
from edges
cross join last_day
inner join network_node as owers on edges.ower = owers.node
inner join network_node as oweds on edges.owed = oweds.node
inner join codes on codes.vocabulary = 'obligation' and edges.obligation = codes.code
order by edges.asked nulls first, edges.year, codes.sort, edges.ower, edges.owed;
comment on table chart_owed_edge is 'Each kind of obligation that one state owes another at the end of a year or owed at the end of the year before, under which instruments.';
comment on column chart_owed_edge.asked is 'The year that a reader asks for; empty for the four that stand beside one another.';
comment on column chart_owed_edge.mark is 'Year, states and kind of obligation; unique for one choice of years.';
comment on column chart_owed_edge.start_of_label is 'The label as far as it is the same whatever the filters.';
comment on column chart_owed_edge.compared_with is 'The year with which it is compared.';
comment on column chart_owed_edge.due is 'Instruments under which it is owed on the last day of the year, in order of signature.';
comment on column chart_owed_edge.binding is 'Those of them that bind.';
comment on column chart_owed_edge.were_due is 'Instruments under which it was owed on the last day of the year with which it is compared.';
