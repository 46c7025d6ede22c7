-- What each record rests on: a source, and for a document the exact words at exact offsets.
-- Offsets count Unicode code points of the NFC, LF text; sql/checks/quote_not_at_offsets.sql proves each one.
-- Used by: dashboard.store.build; sql/marts/evidence.sql adds what follows from claims and observations.

create table citations (
    citation_id varchar primary key,
    record varchar not null,
    source varchar not null references sources (source_id),
    role varchar not null,
    locator_kind varchar,
    locator varchar,
    first_words varchar,
    last_words varchar,
    read_at varchar,
    read_on varchar,
    cited_for varchar not null,
    quote varchar,
    start_offset integer check (start_offset >= 0),
    end_offset integer,
    csv_line integer not null,
    check ((quote is null) = (start_offset is null) and (quote is null) = (end_offset is null)),
    check (start_offset < end_offset),
    check ((locator_kind is null) = (locator is null)),
    check ((first_words is null) = (last_words is null)),
    check (first_words is null or (read_at is not null and read_on is not null))
);
comment on table citations is 'Ties a record to a source.';
comment on column citations.citation_id is 'Record id, a full stop, a number.';
comment on column citations.record is 'The record that rests on it. [one of record]';
comment on column citations.source is 'The source.';
comment on column citations.role is 'What the citation does for the record. [one of codes:citation_role]';
comment on column citations.locator_kind is 'What the place in the source is counted in. [one of codes:locator_kind]';
comment on column citations.locator is 'Where in the source: the value alone, such as II(13)(d); for a section its name.';
comment on column citations.first_words is 'The first two to five words of the passage, as they stand in the text that was read.';
comment on column citations.last_words is 'The last two to five words of the passage.';
comment on column citations.read_at is 'Address of the copy in which these words were read. [link]';
comment on column citations.read_on is 'Day on which they were read. [edtf]';
comment on column citations.cited_for is 'What it is cited for, in our own words.';
comment on column citations.quote is 'For a document: the exact words.';
comment on column citations.start_offset is 'For a document: first code point of the words, from 0.';
comment on column citations.end_offset is 'For a document: code point after the last of the words.';

create table document_text (
    source varchar primary key references sources (source_id),
    body varchar not null
);
comment on table document_text is 'The words of each document, read from data/sources by the build.';
comment on column document_text.source is 'The document.';
comment on column document_text.body is 'Its text: NFC, LF, otherwise untouched.';

create table edtf (
    edtf varchar primary key,
    earliest date not null,
    latest date not null,
    precision varchar not null,
    approximate boolean not null,
    open_end boolean not null,
    words varchar not null
);
comment on table edtf is 'Every date used in the tables and what it spans; filled by the build.';
comment on column edtf.edtf is 'The date as written: EDTF, ISO 8601-2.';
comment on column edtf.earliest is 'First day it may mean.';
comment on column edtf.latest is 'Last day it may mean.';
comment on column edtf.precision is 'day, interval, month, season, year or decade.';
comment on column edtf.approximate is 'Marked as about (~) or as doubtful (?).';
comment on column edtf.open_end is 'An interval that is still going on.';
comment on column edtf.words is 'The date as a reader says it, for example 27 July 1953.';
