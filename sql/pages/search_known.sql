-- One row: what the index knows of a question: the main names of what it names, in the form of the index, and which words it has.
-- Parameters: tight varchar, the question without spaces and hyphens; words varchar[].
-- Used by: dashboard.search, before search_hits.sql.
select
    coalesce((
        select list(distinct search_form(main_name))
        from search_thing
        where tight = $tight
    ), []) as names,
    coalesce((
        select list(term)
        from fts_main_search_document.dict
        where list_contains($words::varchar[], term)
    ), []) as words,
    (select list(stopword) from search_stopword) as stopwords
