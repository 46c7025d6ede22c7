-- The filter, defined once: records that match eras, actors, kinds, period, words and lens (empty or null means no limit).
-- Parameters: filters, one value of the type filter_set; words in it are in the form of search_form.
-- Used by: every chart and page; each type of record has a table with the columns of its own, so that no query joins what never changes.

create table filter_record as
select
    record.*,
    standing.sources,
    standing.rests_on_primary,
    standing.is_disputed,
    standing.has_other_date,
    standing.other_dates,
    standing.has_contradicted_claim,
    -- What filters compare with that is no column of every table: the words of a record with every name of what it names.
    {
        'words': search_form(concat_ws(
            ' ',
            record.record_id,
            record.title,
            record.summary,
            record.place,
            record.date,
            record.date_words,
            replace(record.kind, '_', ' '),
            record.note,
            (
                select string_agg(actors.name, ' ' order by actors.actor_id)
                from actors
                where list_contains(record.filter_actors, actors.actor_id)
            ),
            array_to_string(search_named.names, ' ')
        ))
    } as body
from record
inner join standing on record.record_id = standing.record_id
left join search_named on search_named.id = if(record.type = 'observation', record.kind, record.record_id)
order by record.record_id;
comment on table filter_record is 'Every record with how well it is supported and what the words filter looks through.';

-- What a reader asks for, in one value. Every statement that filters takes it as `$filters`.
create type filter_set as struct(
    eras varchar[],
    actors varchar[],
    kinds varchar[],
    date_from date,
    date_to date,
    words varchar[],
    lens varchar
);

create macro asked(filters) as filters::filter_set;

-- The same value from the hexadecimal digits of its JSON, the form in which a planned statement gets it.
create macro filters_told(digits) as decode(unhex(digits))::json::filter_set;
create macro names_told(digits) as decode(unhex(digits))::json::varchar[];

-- The same without what a statement has no use for.
create macro of_any_kind(filters) as struct_update(asked(filters), kinds := []::varchar[]);
create macro of_kinds(filters, wanted) as struct_update(asked(filters), kinds := wanted::varchar[]);
create macro of_any_actor(filters) as struct_update(asked(filters), actors := []::varchar[]);
create macro of_any_standing(filters) as struct_update(asked(filters), lens := 'all');
create macro of_any_time(filters) as struct_update(asked(filters), eras := []::varchar[], date_from := null::date, date_to := null::date);

create macro is_in_time(own_eras, earliest, latest, asked_eras, date_from, date_to) as (
    (len(asked_eras) = 0 or list_has_any(own_eras, asked_eras))
    and (date_from is null or latest >= date_from)
    and (date_to is null or earliest <= date_to)
    -- A period that ends before it starts holds nothing, not even a record that spans both days.
    and coalesce(date_from <= date_to, true)
);

create macro has_standing(lens, checked, rests_on_primary) as (
    lens = 'all' or (lens = 'checked2' and checked >= 2) or (lens = 'primary' and rests_on_primary)
);

-- The rows of one of the joined tables, `filter_record` or another with its columns, that match all but the lens, and whether they pass it.
-- `wanted` names rows that have what is asked for in columns: a statement that has taken it apart already hands them on.
create macro matched_by(source, wanted) as table
select
    kept.* exclude (body),
    has_standing(asked_for.lens, kept.checked, kept.rests_on_primary) as passes_lens
from query_table(source) as kept
cross join query_table(wanted) as asked_for
where
    is_in_time(kept.eras, kept.date_earliest, kept.date_latest, asked_for.eras, asked_for.date_from, asked_for.date_to)
    and (len(asked_for.actors) = 0 or list_has_any(kept.filter_actors, asked_for.actors))
    and (len(asked_for.kinds) = 0 or list_contains(asked_for.kinds, kept.kind))
    and (
        len(asked_for.words) = 0
        or len(list_filter(asked_for.words, lambda word: contains(kept.body.words, word))) = len(asked_for.words)
    );

-- What is asked is taken apart once: each of its values taken out of `filters` would cost more than what it is compared with.
create macro matched_of(source, filters) as table
with asked_once as (select unnest(asked(filters)))

select * from matched_by(source, 'asked_once');

create macro kept_of(source, filters) as table
select * exclude (passes_lens)
from matched_of(source, filters)
where passes_lens;

create macro filtered_records(filters) as table
from kept_of('filter_record', filters);

create table filter_total as
select type, count(*)::integer as total
from record
group by type
order by type;

create table filter_event as
select
    matched.*,
    events.initiator,
    events.target,
    events.concerns,
    events.cameo,
    cameo.goldstein,
    cameo.quad_class,
    events.lat,
    events.lon
from filter_record as matched
inner join events on matched.record_id = events.event_id
inner join cameo on events.cameo = cameo.code;

create macro filtered_events(filters) as table
from kept_of('filter_event', filters);

create table filter_treaty as
select
    matched.*,
    treaties.title as full_title,
    treaties.instrument,
    treaties.legal_force,
    treaties.signed,
    treaties.in_force,
    treaties.ended,
    treaties.end_mode,
    treaties.obligations
from filter_record as matched
inner join treaties on matched.record_id = treaties.treaty_id;

create macro filtered_treaties(filters) as table
from kept_of('filter_treaty', filters);

create table filter_vote as
select
    matched.*,
    votes.symbol,
    votes.subject,
    votes.result,
    votes.in_favour,
    votes.against,
    votes.abstained,
    votes.vetoed_by,
    votes.against_by,
    votes.abstained_by,
    votes.not_voting_by,
    votes.scope
from filter_record as matched
inner join votes on matched.record_id = votes.vote_id;

create macro filtered_votes(filters) as table
from kept_of('filter_vote', filters);

create table filter_position as
select
    matched.*,
    positions.expert,
    experts.name as expert_name,
    experts.country,
    experts.role,
    positions.topic,
    topics.label as topic_label,
    topics.proposition,
    topics.negative_pole,
    topics.positive_pole,
    positions.stance,
    positions.speaks_as,
    positions.claim,
    positions.condition,
    positions.venue,
    positions.title as text_title
from filter_record as matched
inner join positions on matched.record_id = positions.position_id
inner join experts on positions.expert = experts.expert_id
inner join topics on positions.topic = topics.topic_id
where positions.traced;

create macro filtered_positions(filters) as table
from kept_of('filter_position', filters);

create table filter_claim as
select
    matched.*,
    claims.document,
    claims.statement,
    claims.dimension,
    claims.modality,
    claims.about_alliance,
    claims.condition,
    claims.verdict,
    claims.verdict_note
from filter_record as matched
inner join claims on matched.record_id = claims.claim_id;

create macro filtered_claims(filters) as table
from kept_of('filter_claim', filters);
