-- What the columns of the derived tables mean; the data dictionary is read from here as it is from the schema.
-- No parameters.
-- Used by: the data dictionary on the method page.

comment on column actor_lineage.actor_id is 'The actor.';
comment on column actor_lineage.ancestor is 'The actor itself, or one that it is part of.';

comment on column record.record_id is 'Id of the record, unique over all types.';
comment on column record.type is 'Event, treaty, vote, position, claim, launch, test, detention, observation or actor.';
comment on column record.title is 'What a reader sees first.';
comment on column record.summary is 'What the record says, in our own words.';
comment on column record.kind is 'Its kind within the type; what the kind filter compares.';
comment on column record.date is 'Its date as written: EDTF, ISO 8601-2.';
comment on column record.date_earliest is 'First day the date may mean; for a claim, of all records it speaks of.';
comment on column record.date_latest is 'Last day the date may mean.';
comment on column record.date_precision is 'Day, interval, month, season, year or decade.';
comment on column record.date_approximate is 'Whether the date is about or doubtful.';
comment on column record.date_words is 'The date as a reader says it.';
comment on column record.era is 'Era of the first day.';
comment on column record.eras is 'Every era it falls in; a claim falls in those of the records it speaks of.';
comment on column record.place is 'Where.';
comment on column record.actors is 'Actors as the row names them.';
comment on column record.filter_actors is 'The same with everything they are part of; what the actor filter compares.';
comment on column record.checked is 'How many sources agree on the row; for a claim, how many its verdict rests on.';
comment on column record.note is 'Disagreement, doubt, or what could not be verified; for a claim, why the verdict.';

comment on column evidence.citation_id is 'The citation; for an observation, its id with .1.';
comment on column evidence.record_id is 'The record.';
comment on column evidence.source_id is 'The source.';
comment on column evidence.role is 'What the source does for the record: a citation role, or mention where a claim of a document speaks of it.';
comment on column evidence.locator_kind is 'What the place in the source is counted in.';
comment on column evidence.locator is 'Where in the source.';
comment on column evidence.first_words is 'The first words of the passage.';
comment on column evidence.last_words is 'The last words of the passage.';
comment on column evidence.words_read_at is 'Address of the copy in which these words were read.';
comment on column evidence.read_on is 'Day on which they were read.';
comment on column evidence.place_state is 'words_here where the text is kept, place_known where the place in it is, page_only otherwise.';
comment on column evidence.rank is 'Place among the sources of the record, the best first.';
comment on column evidence.cited_for is 'What it is cited for; for a mention, the claim.';
comment on column evidence.quote is 'For a document: the exact words.';
comment on column evidence.start_offset is 'For a document: first code point of the words, from 0.';
comment on column evidence.end_offset is 'For a document: code point after the last of the words.';
comment on column evidence.claim_id is 'For a mention: the claim that speaks of the record.';

comment on column record_dates.record_id is 'The record.';
comment on column record_dates.dates is 'Its own dates, then those that a source gives instead, each with how exact it is, the reason and the source.';

comment on column standing.record_id is 'The record.';
comment on column standing.sources is 'Sources it is tied to.';
comment on column standing.rests_on_primary is 'Whether a primary document or an official statement is among those it rests on.';
comment on column standing.is_disputed is 'Whether a source gives another date or figure.';
comment on column standing.other_dates is 'How many other dates are given for it.';
comment on column standing.has_other_date is 'Whether another date is given for it.';
comment on column standing.has_contradicted_claim is 'Whether a document says something of it that the evidence contradicts.';
