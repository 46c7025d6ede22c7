-- One row is one wording of a question as the index knows it: compounds in one word, in their parts, and the main names of what it names.
-- Parameters: text varchar.
-- Used by: dashboard.search, before search_hits.sql.
with word as (
    select
        string_split(word, '-') as parts,
        [replace(word, '-', '')] as whole,
        -- KN-23 is one word; its parts would find every 23rd of a month.
        regexp_matches(word, '[0-9]') and replace(word, '-', '') in (select term from fts_main_search_document.dict) as is_code
    from (select unnest(search_words($text)) as word)
),

wording as (
    select
        0 as number,
        flatten(list(whole)) as words
    from word
    union all
    select
        1,
        flatten(list(if(is_code, whole, parts)))
    from word
    union all
    select
        2,
        flatten(list_transform(search_words(main_name), lambda word: string_split(word, '-')))
    from search_thing
    where tight = search_tight($text) and tight <> ''
)

select
    number,
    list_sort(list_distinct(list_transform(
        list_filter(
            flatten(list_transform(
                words,
                lambda word: if(regexp_full_match(word, '[가-힣]{3,}'), search_pairs(word), [word])
            )),
            lambda word: not list_contains(stopwords, word)
        ),
        lambda word: stem(word, 'porter')
    ))) as terms,
    search_tight($text) as tight
from wording
cross join (select list(stopword) as stopwords from search_stopword)
order by all
