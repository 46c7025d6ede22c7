-- The facts: events, treaties, votes, positions, claims, launches, tests, detentions and measured series.
-- One row is one record; its id is unique over all of these tables and never used again.
-- Used by: dashboard.store.build; sql/marts/record.sql brings them together.

create table events (
    event_id varchar primary key,
    date varchar not null,
    title varchar not null,
    summary varchar not null,
    kind varchar not null,
    initiator varchar[] not null,
    target varchar[] not null,
    concerns varchar[] not null,
    cameo varchar not null references cameo (code),
    place varchar,
    lat double check (lat between -90 and 90),
    lon double check (lon between -180 and 180),
    checked integer not null check (checked between 0 and 20),
    note varchar,
    csv_line integer not null
);
comment on table events is 'Things that happened: who did what toward whom, when and where.';
comment on column events.event_id is 'Prefix ev-, first date, slug.';
comment on column events.date is 'When it happened, local date of the place. [edtf]';
comment on column events.title is 'What happened, in a line.';
comment on column events.summary is 'What happened, in our own words.';
comment on column events.kind is 'Kind of event. [one of codes:event_kind]';
comment on column events.initiator is 'Who acted. [list of actors]';
comment on column events.target is 'Toward whom; empty for joint acts. [list of actors]';
comment on column events.concerns is 'Whom else it concerns; found by the actor filter, left out of balances. [list of actors]';
comment on column events.cameo is 'CAMEO code of the act; gives Goldstein scale and quad class.';
comment on column events.place is 'Where it happened.';
comment on column events.lat is 'Latitude of the place, degrees north (WGS 84).';
comment on column events.lon is 'Longitude of the place, degrees east (WGS 84).';
comment on column events.checked is 'How many of the sources listed with it agree on the row.';
comment on column events.note is 'Disagreement, doubt, or what could not be verified.';

create table treaties (
    treaty_id varchar primary key,
    title varchar not null,
    short_title varchar not null,
    instrument varchar not null,
    legal_force varchar not null,
    signed varchar not null,
    in_force varchar,
    ended varchar,
    end_mode varchar not null,
    duration_clause varchar,
    termination_clause varchar,
    obligations varchar[] not null,
    summary varchar not null,
    place varchar,
    lat double check (lat between -90 and 90),
    lon double check (lon between -180 and 180),
    registration varchar,
    checked integer not null check (checked between 0 and 20),
    note varchar,
    csv_line integer not null
);
comment on table treaties is 'Instruments: treaties, agreements, declarations, resolutions and laws that bind or promise something.';
comment on column treaties.treaty_id is 'Prefix tr-, slug with the year of signature.';
comment on column treaties.title is 'Full title.';
comment on column treaties.short_title is 'Title for charts and lists.';
comment on column treaties.instrument is 'Type of instrument. [one of codes:instrument]';
comment on column treaties.legal_force is 'Binding, political, or contested. [one of codes:legal_force]';
comment on column treaties.signed is 'Signed or adopted. [edtf]';
comment on column treaties.in_force is 'In force or in effect since; empty if it never was or is not known. [edtf]';
comment on column treaties.ended is 'Ended; empty while in force. [edtf]';
comment on column treaties.end_mode is 'How it ended, or in force. [one of codes:end_mode]';
comment on column treaties.duration_clause is 'What the text says of its term.';
comment on column treaties.termination_clause is 'How the text may be ended.';
comment on column treaties.obligations is 'What the parties owe, after the ATOP classes. [list of codes:obligation]';
comment on column treaties.summary is 'What it says and what became of it, in our own words.';
comment on column treaties.place is 'Where it was signed or adopted.';
comment on column treaties.lat is 'Latitude of the place, degrees north (WGS 84).';
comment on column treaties.lon is 'Longitude of the place, degrees east (WGS 84).';
comment on column treaties.registration is 'UN Treaty Series number, document symbol or other register entry.';
comment on column treaties.checked is 'How many of the sources listed with it agree on the row.';
comment on column treaties.note is 'Disagreement, doubt, or what could not be verified.';

create table treaty_parties (
    treaty varchar not null references treaties (treaty_id),
    actor varchar not null references actors (actor_id),
    role varchar not null,
    signed varchar,
    ratified varchar,
    withdrew varchar,
    signer varchar,
    note varchar,
    csv_line integer not null,
    primary key (treaty, actor)
);
comment on table treaty_parties is 'An actor''s part in an instrument.';
comment on column treaty_parties.treaty is 'The instrument.';
comment on column treaty_parties.actor is 'The actor.';
comment on column treaty_parties.role is 'Party, signatory, sponsor and so on. [one of codes:party_role]';
comment on column treaty_parties.signed is 'When this actor signed. [edtf]';
comment on column treaty_parties.ratified is 'When this actor ratified or acceded. [edtf]';
comment on column treaty_parties.withdrew is 'When this actor withdrew or declared itself no longer bound. [edtf]';
comment on column treaty_parties.signer is 'Who signed for the actor.';
comment on column treaty_parties.note is 'What else must be known of this part.';

create table votes (
    vote_id varchar primary key,
    symbol varchar not null unique,
    date varchar not null,
    subject varchar not null,
    result varchar not null,
    in_favour integer check (in_favour between 0 and 15),
    against integer check (against between 0 and 15),
    abstained integer check (abstained between 0 and 15),
    vetoed_by varchar[] not null,
    against_by varchar[] not null,
    abstained_by varchar[] not null,
    not_voting_by varchar[] not null,
    meeting varchar,
    scope varchar not null,
    sponsor_note varchar,
    checked integer not null check (checked between 0 and 20),
    note varchar,
    csv_line integer not null
);
comment on table votes is 'Votes of the UN Security Council on Korea.';
comment on column votes.vote_id is 'Prefix vo-, symbol as a slug.';
comment on column votes.symbol is 'UN document symbol of the resolution or draft.';
comment on column votes.date is 'Day of the vote in New York. [edtf]';
comment on column votes.subject is 'What was voted on.';
comment on column votes.result is 'Outcome. [one of codes:vote_result]';
comment on column votes.in_favour is 'Number of votes for; empty if adopted without a vote.';
comment on column votes.against is 'Number of votes against.';
comment on column votes.abstained is 'Number of abstentions.';
comment on column votes.vetoed_by is 'Permanent members whose vote against prevented adoption. [list of actors]';
comment on column votes.against_by is 'Members that voted against. [list of actors]';
comment on column votes.abstained_by is 'Members that abstained. [list of actors]';
comment on column votes.not_voting_by is 'Members that were absent or took no part. [list of actors]';
comment on column votes.meeting is 'Symbol of the verbatim record.';
comment on column votes.scope is 'On Korea itself, or on a theme that touches it. [one of codes:vote_scope]';
comment on column votes.sponsor_note is 'Who drafted or sponsored the text.';
comment on column votes.checked is 'How many of the sources listed with it agree on the row.';
comment on column votes.note is 'Disagreement, doubt, or what could not be verified.';

create table positions (
    position_id varchar primary key,
    expert varchar not null references experts (expert_id),
    date varchar not null,
    venue varchar,
    title varchar,
    topic varchar not null references topics (topic_id),
    stance integer check (stance between -2 and 2),
    speaks_as varchar not null,
    claim varchar not null,
    condition varchar,
    quote_in_source boolean not null,
    traced boolean not null,
    checked integer not null check (checked between 0 and 20),
    note varchar,
    csv_line integer not null
);
comment on table positions is 'What an expert held on a topic at a time, paraphrased.';
comment on column positions.position_id is 'Prefix po-, expert, year, number.';
comment on column positions.expert is 'Who held it.';
comment on column positions.date is 'When it was said or published. [edtf]';
comment on column positions.venue is 'Where it was said or published.';
comment on column positions.title is 'Title of the text, or a description of it.';
comment on column positions.topic is 'The topic it is a position on.';
comment on column positions.stance is 'Agreement with the topic''s proposition, -2 to +2; empty where the scale does not fit.';
comment on column positions.speaks_as is 'Whether it is a view of the speaker''s own, an act of office, or describes what others want. [one of codes:speaks_as]';
comment on column positions.claim is 'What was held, in our own words.';
comment on column positions.condition is 'On what condition it was held.';
comment on column positions.quote_in_source is 'Whether the source quotes the speaker directly.';
comment on column positions.traced is 'False for a quotation that could be found nowhere but in one of the two documents; it is shown there and left out of charts of views.';
comment on column positions.checked is 'How many of the sources listed with it agree on the row.';
comment on column positions.note is 'Disagreement, doubt, or what could not be verified.';

create table claims (
    claim_id varchar primary key,
    document varchar not null references sources (source_id),
    statement varchar not null,
    dimension varchar not null,
    modality varchar not null,
    about_alliance varchar not null,
    condition varchar,
    actors varchar[] not null,
    verdict varchar not null,
    verdict_note varchar not null,
    about varchar[] not null,
    shown_by varchar[] not null,
    csv_line integer not null
);
comment on table claims is 'Assertions made in the documents, each with a verdict.';
comment on column claims.claim_id is 'Prefix cl-, document, number in reading order.';
comment on column claims.document is 'The document that says it; the words are its citation with the role passage.';
comment on column claims.statement is 'What is asserted, in our own words.';
comment on column claims.dimension is 'Field it belongs to. [one of codes:dimension]';
comment on column claims.modality is 'How it is asserted. [one of codes:modality]';
comment on column claims.about_alliance is 'Whether it speaks for or against an alliance. [one of codes:alliance_case]';
comment on column claims.condition is 'On what condition it is asserted.';
comment on column claims.actors is 'Whom it speaks of. [list of actors or experts]';
comment on column claims.verdict is 'Whether it holds. [one of codes:verdict]';
comment on column claims.verdict_note is 'Why.';
comment on column claims.about is 'Records it speaks of: acts, instruments, actors and reported positions; they show its passage among their citations. [list of record]';
comment on column claims.shown_by is 'Records that carry the verdict, whether the claim speaks of them or not. [list of record]';

create table missile_launches (
    launch_id varchar primary key,
    date varchar not null,
    time_utc timestamp,
    missile varchar not null,
    class varchar not null,
    count integer check (count > 0),
    facility varchar,
    lat double check (lat between -90 and 90),
    lon double check (lon between -180 and 180),
    apogee_km double check (apogee_km >= 0),
    distance_km double check (distance_km >= 0),
    outcome varchar not null,
    checked integer not null check (checked between 0 and 20),
    note varchar,
    csv_line integer not null
);
comment on table missile_launches is 'Launch events of North Korean missiles and space launchers: one type from one place at one time.';
comment on column missile_launches.launch_id is 'Prefix ml-, date, number on that day.';
comment on column missile_launches.date is 'Local date in Korea. [edtf]';
comment on column missile_launches.time_utc is 'Time of launch, UTC.';
comment on column missile_launches.missile is 'Type as named by the source, unidentified where not known.';
comment on column missile_launches.class is 'Class by range or purpose. [one of codes:missile_class]';
comment on column missile_launches.count is 'Missiles launched; empty where not published.';
comment on column missile_launches.facility is 'Where from.';
comment on column missile_launches.lat is 'Latitude, degrees north (WGS 84).';
comment on column missile_launches.lon is 'Longitude, degrees east (WGS 84).';
comment on column missile_launches.apogee_km is 'Highest point, km; values before 2016 are nominal.';
comment on column missile_launches.distance_km is 'Distance flown over ground, km.';
comment on column missile_launches.outcome is 'Success, failure or unknown. [one of codes:outcome]';
comment on column missile_launches.checked is 'How many of the sources listed with it agree on the row.';
comment on column missile_launches.note is 'Disagreement, doubt, or what could not be verified.';

create table nuclear_tests (
    test_id varchar primary key,
    test_no integer not null unique,
    date varchar not null,
    time_utc timestamp not null,
    magnitude double not null,
    magnitude_type varchar not null,
    magnitude_source varchar not null,
    other_magnitudes varchar,
    yield_low_kt double not null check (yield_low_kt > 0),
    yield_high_kt double not null,
    yield_basis varchar not null,
    place varchar not null,
    lat double not null check (lat between -90 and 90),
    lon double not null check (lon between -180 and 180),
    usgs_event_id varchar,
    claim varchar,
    checked integer not null check (checked between 0 and 20),
    note varchar,
    csv_line integer not null,
    check (yield_low_kt <= yield_high_kt)
);
comment on table nuclear_tests is 'Nuclear tests of North Korea.';
comment on column nuclear_tests.test_id is 'Prefix nt-, date.';
comment on column nuclear_tests.test_no is 'Number of the test, from 1.';
comment on column nuclear_tests.date is 'Local date in Korea. [edtf]';
comment on column nuclear_tests.time_utc is 'Origin time, UTC.';
comment on column nuclear_tests.magnitude is 'Seismic magnitude, dimensionless.';
comment on column nuclear_tests.magnitude_type is 'Magnitude scale, mb for body wave.';
comment on column nuclear_tests.magnitude_source is 'Who measured it.';
comment on column nuclear_tests.other_magnitudes is 'What others measured.';
comment on column nuclear_tests.yield_low_kt is 'Lowest published yield, kilotons of TNT.';
comment on column nuclear_tests.yield_high_kt is 'Highest published yield, kilotons of TNT.';
comment on column nuclear_tests.yield_basis is 'Where the two yields come from.';
comment on column nuclear_tests.place is 'Where.';
comment on column nuclear_tests.lat is 'Latitude of the epicentre, degrees north (WGS 84).';
comment on column nuclear_tests.lon is 'Longitude of the epicentre, degrees east (WGS 84).';
comment on column nuclear_tests.usgs_event_id is 'Identifier in the USGS ComCat.';
comment on column nuclear_tests.claim is 'What North Korea said of it.';
comment on column nuclear_tests.checked is 'How many of the sources listed with it agree on the row.';
comment on column nuclear_tests.note is 'Disagreement, doubt, or what could not be verified.';

create table detentions (
    detention_id varchar primary key,
    name varchar not null,
    start_date varchar not null,
    end_date varchar,
    circumstances varchar not null,
    release_envoy varchar references actors (actor_id),
    checked integer not null check (checked between 0 and 20),
    note varchar,
    csv_line integer not null
);
comment on table detentions is 'US citizens held by North Korea, from 1996; earlier cases are events.';
comment on column detentions.detention_id is 'Prefix de-, name as a slug.';
comment on column detentions.name is 'Who was held.';
comment on column detentions.start_date is 'Held since. [edtf]';
comment on column detentions.end_date is 'Held until. [edtf]';
comment on column detentions.circumstances is 'Why and how, in a few words.';
comment on column detentions.release_envoy is 'Who came to obtain the release.';
comment on column detentions.checked is 'How many of the sources listed with it agree on the row.';
comment on column detentions.note is 'Disagreement, doubt, or what could not be verified.';

create table series (
    series_id varchar primary key,
    title varchar not null,
    unit varchar not null,
    frequency varchar not null,
    source varchar not null references sources (source_id),
    licence varchar,
    note varchar,
    csv_line integer not null
);
comment on table series is 'Measured series: what is counted, in which unit, by whom.';
comment on column series.series_id is 'Readable slug.';
comment on column series.title is 'What is measured.';
comment on column series.unit is 'Unit of the values.';
comment on column series.frequency is 'How often, and by which calendar.';
comment on column series.source is 'Who publishes the series.';
comment on column series.licence is 'Terms of the data.';
comment on column series.note is 'Breaks, definitions and doubts.';

create table observations (
    observation_id varchar primary key,
    series varchar not null references series (series_id),
    period varchar not null,
    value double not null,
    status varchar not null,
    source varchar not null references sources (source_id),
    note varchar,
    csv_line integer not null
);
comment on table observations is 'Values of the measured series.';
comment on column observations.observation_id is 'Prefix ob-, series, period.';
comment on column observations.series is 'The series.';
comment on column observations.period is 'Year or period the value is for. [edtf]';
comment on column observations.value is 'The value, in the unit of the series.';
comment on column observations.status is 'Sourced, computed or unsourced. [one of codes:observation_status]';
comment on column observations.source is 'Where the value was read, or what it was computed from.';
comment on column observations.note is 'What else must be known of this value.';

create table date_alternatives (
    alternative_id varchar primary key,
    record varchar not null,
    field varchar not null,
    date varchar not null,
    reason varchar not null,
    source varchar references sources (source_id),
    note varchar not null,
    csv_line integer not null
);
comment on table date_alternatives is 'Other dates that are given for a record, with who gives them and why they differ.';
comment on column date_alternatives.alternative_id is 'Prefix da-, record without its prefix, number.';
comment on column date_alternatives.record is 'The record. [one of record]';
comment on column date_alternatives.field is 'Which of its dates: the column name.';
comment on column date_alternatives.date is 'The other date. [edtf]';
comment on column date_alternatives.reason is 'Why it differs. [one of codes:date_reason]';
comment on column date_alternatives.source is 'Who gives it; empty where the record''s note names no source.';
comment on column date_alternatives.note is 'The difference in one sentence.';

create table clauses (
    clause_id varchar primary key,
    treaty varchar not null references treaties (treaty_id),
    number varchar not null,
    title varchar not null,
    promise varchar not null,
    obliged varchar[] not null,
    obligation varchar not null,
    due varchar,
    sort integer not null,
    csv_line integer not null
);
comment on table clauses is 'What the main US-North Korea instruments promise, clause by clause.';
comment on column clauses.clause_id is 'Prefix tc-, treaty, slug.';
comment on column clauses.treaty is 'The instrument.';
comment on column clauses.number is 'Article or paragraph in the text.';
comment on column clauses.title is 'The promise in a few words.';
comment on column clauses.promise is 'What is promised, in our own words.';
comment on column clauses.obliged is 'Who owes it. [list of actors]';
comment on column clauses.obligation is 'Class of the obligation, after ATOP. [one of codes:obligation]';
comment on column clauses.due is 'When it was due, where the text says. [edtf]';
comment on column clauses.sort is 'Order inside the instrument, from 1.';

create table clause_events (
    clause_event_id varchar primary key,
    clause varchar not null references clauses (clause_id),
    record varchar not null,
    reading varchar not null,
    tie varchar not null,
    said_by varchar not null,
    date varchar not null,
    note varchar not null,
    csv_line integer not null
);
comment on table clause_events is 'Later acts that are said to keep or break a clause, and by whom.';
comment on column clause_events.clause_event_id is 'Prefix ce-, clause without its prefix, year, who says so.';
comment on column clause_events.clause is 'The clause.';
comment on column clause_events.record is 'The act. [one of record]';
comment on column clause_events.reading is 'Kept, partly kept, broken, disputed or ended. [one of codes:clause_reading]';
comment on column clause_events.tie is 'Who ties the act to the clause: the one who says so, or we. [one of codes:tie]';
comment on column clause_events.said_by is 'Who says so: an actor, an expert or a publisher.';
comment on column clause_events.date is 'When the act happened; where the reading rests on a statement about it, the day of that statement. [edtf]';
comment on column clause_events.note is 'What happened and why it is said to keep or break the clause, with the contrary view where there is one.';
