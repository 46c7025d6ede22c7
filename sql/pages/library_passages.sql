-- One row is one passage of a source that was found in the held text, with every record that rests on it.
-- Parameters: doc varchar.
-- Used by: the passage reader, for a text of the reader's own library.
select
    library_places.citation_id,
    library_places.start_offset,
    library_places.end_offset,
    library_places.text_sha256,
    any_value(evidence.cited_for) as cited_for,
    list(distinct evidence.record_id order by evidence.record_id) as records
from library_places
inner join evidence on library_places.citation_id = evidence.citation_id
where library_places.source_id = $doc
group by all
order by library_places.start_offset, library_places.end_offset desc, library_places.citation_id
