-- One row is one of the words that a mistyped word may have meant, with how many of the other words stand with it in one thing at most.
-- Parameters: candidates varchar[], the words it may have meant; words varchar[], the other words of the question.
-- Used by: dashboard.record.search, to choose among words that are equally near.
with asked as (
    select
        word,
        dict.termid
    from (select unnest($candidates::varchar[]) as word)
    inner join fts_main_search_document.dict as dict on stem(word, 'porter') = dict.term
),

others as (
    select
        postings.doc,
        count(*) as words
    from (select distinct stem(unnest($words::varchar[]), 'porter') as term)
    inner join fts_main_search_document.dict as dict using (term)
    inner join fts_main_search_document.postings as postings on dict.termid = postings.termid
    group by postings.doc
)

select
    asked.word,
    coalesce(max(others.words), 0) as company
from asked
inner join fts_main_search_document.postings as postings on asked.termid = postings.termid
left join others on postings.doc = others.doc
group by asked.word
order by asked.word
