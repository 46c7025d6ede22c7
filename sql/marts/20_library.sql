-- One row is a citation whose words were found in the reader's own library, exactly once, with their place in the held text.
-- No parameters. Empty here: the build fills it last, and the hash of the record leaves it out, because each library is another.
-- Used by: the evidence panel and the reader, for who may read the text.

create table library_places (
    citation_id varchar primary key,
    source_id varchar not null,
    start_offset integer not null,
    end_offset integer not null,
    text_sha256 varchar not null
);
comment on table library_places is 'Where the words of a citation stand in the text of its source that this installation holds.';
comment on column library_places.citation_id is 'The citation.';
comment on column library_places.source_id is 'The source whose text is held.';
comment on column library_places.start_offset is 'First code point of the words in the held text, from 0.';
comment on column library_places.end_offset is 'Code point after the last of the words.';
comment on column library_places.text_sha256 is 'SHA-256 of the text in which they were found: another text has other places.';
