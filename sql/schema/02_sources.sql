-- Where the words come from: one row a source, whether a document kept here or a reference elsewhere.
-- A document has file, sha256 and length; a reference has none of the three.
-- Used by: dashboard.store.build; citations.source points here.

create table sources (
    source_id varchar primary key,
    kind varchar not null,
    voice varchar not null,
    genre varchar,
    publisher varchar not null,
    title varchar not null,
    author varchar,
    published varchar,
    url varchar not null,
    doi varchar,
    read_at varchar,
    reliability_note varchar,
    file varchar unique,
    sha256 varchar,
    length integer,
    csv_line integer not null,
    check ((file is null) = (sha256 is null) and (file is null) = (length is null))
);
comment on table sources is 'Every source once: documents whose text is kept here, and references to texts elsewhere.';
comment on column sources.source_id is 'Readable slug with the prefix doc- (text kept here) or so- (reference).';
comment on column sources.kind is 'What sort of text it is. [one of codes:source_kind]';
comment on column sources.voice is 'Whose words they are. [one of codes:voice]';
comment on column sources.genre is 'Form of the text in a few words, where the kind does not say enough.';
comment on column sources.publisher is 'Who published it; for a copied database, the maker of the database.';
comment on column sources.title is 'Title as printed, or a description where it has none.';
comment on column sources.author is 'Named author, where there is one.';
comment on column sources.published is 'When it was published. [edtf]';
comment on column sources.url is 'Address of the original. [link]';
comment on column sources.doi is 'Digital object identifier, without a prefix. [doi]';
comment on column sources.read_at is 'Address of the copy that was read, where it is not the original. [link]';
comment on column sources.reliability_note is 'How far it can be trusted, and why.';
comment on column sources.file is 'Name of the text in data/sources. [source file]';
comment on column sources.sha256 is 'SHA-256 of the text: NFC, LF, UTF-8.';
comment on column sources.length is 'Length of the text in Unicode code points.';
