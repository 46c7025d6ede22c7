-- One row is one of the given words that the index has, in whatever form, or has others for.
-- Parameters: words varchar[], in the form of the index.
-- Used by: dashboard.record.search, before search_hits.sql.
select word
from (select unnest($words::varchar[]) as word)
where
    stem(word, 'porter') in (select term from fts_main_search_document.dict)
    or stem(word, 'porter') in (select search_akin.word from search_akin)
order by word
