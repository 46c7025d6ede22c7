-- The filter, defined once: records that match eras, actors, kinds, period, words and lens (empty or null means no limit).
-- Parameters: eras, actors, kinds varchar[]; date_from, date_to date; words varchar[] (lower case, no diacritics); lens varchar.
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
    -- What the words are looked for in.
    lower(strip_accents(concat_ws(
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
        )
    ))) as body
from record
inner join standing on record.record_id = standing.record_id
order by record.record_id;
comment on table filter_record is 'Every record with how well it is supported and what the words filter looks through.';

-- Whether a row matches: first what is compared of the row, then what is asked for.
create macro is_kept(
    own_eras, own_actors, own_kind, earliest, latest, body, checked, rests_on_primary,
    eras, actors, kinds, date_from, date_to, words, lens
) as (
    (len(eras::varchar[]) = 0 or list_has_any(own_eras, eras::varchar[]))
    and (len(actors::varchar[]) = 0 or list_has_any(own_actors, actors::varchar[]))
    and (len(kinds::varchar[]) = 0 or list_contains(kinds::varchar[], own_kind))
    and (date_from::date is null or latest >= date_from::date)
    and (date_to::date is null or earliest <= date_to::date)
    -- A period that ends before it starts holds nothing, not even a record that spans both days.
    and coalesce(date_from::date <= date_to::date, true)
    and (
        len(words::varchar[]) = 0
        or len(list_filter(words::varchar[], lambda word: contains(body, word))) = len(words::varchar[])
    )
    and (
        lens = 'all'
        or (lens = 'checked2' and checked >= 2)
        or (lens = 'primary' and rests_on_primary)
    )
);

-- The rows of one of the joined tables, `filter_record` or another with its columns, that match.
create macro kept_of(source, eras, actors, kinds, date_from, date_to, words, lens) as table
select kept.* exclude (body)
from query_table(source) as kept
where
    is_kept(
        kept.eras, kept.filter_actors, kept.kind, kept.date_earliest, kept.date_latest, kept.body, kept.checked, kept.rests_on_primary,
        eras, actors, kinds, date_from, date_to, words, lens
    );

create macro filtered_records(eras, actors, kinds, date_from, date_to, words, lens) as table
from kept_of('filter_record', eras, actors, kinds, date_from, date_to, words, lens);

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

create macro filtered_events(eras, actors, kinds, date_from, date_to, words, lens) as table
from kept_of('filter_event', eras, actors, kinds, date_from, date_to, words, lens);

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

create macro filtered_treaties(eras, actors, kinds, date_from, date_to, words, lens) as table
from kept_of('filter_treaty', eras, actors, kinds, date_from, date_to, words, lens);

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

create macro filtered_votes(eras, actors, kinds, date_from, date_to, words, lens) as table
from kept_of('filter_vote', eras, actors, kinds, date_from, date_to, words, lens);

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
    positions.claim,
    positions.condition,
    positions.venue,
    positions.title as text_title
from filter_record as matched
inner join positions on matched.record_id = positions.position_id
inner join experts on positions.expert = experts.expert_id
inner join topics on positions.topic = topics.topic_id
where positions.traced;

create macro filtered_positions(eras, actors, kinds, date_from, date_to, words, lens) as table
from kept_of('filter_position', eras, actors, kinds, date_from, date_to, words, lens);

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

create macro filtered_claims(eras, actors, kinds, date_from, date_to, words, lens) as table
from kept_of('filter_claim', eras, actors, kinds, date_from, date_to, words, lens);
