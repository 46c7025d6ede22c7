-- One row: something of each part of a build that pages read, so that damage shows.
-- No parameters.
-- Used by: dashboard.web.health.
select
    (select max(record_id) from record) as record,
    (select max(record_id) from evidence) as evidence,
    (select max(citation_id) from citations) as citation,
    (select max(title) from sources) as source,
    (select max(termid) from fts_main_search_document.postings) as word,
    (select count(distinct era_id) from eras) as eras
