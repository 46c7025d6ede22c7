-- Bad row: an anchor that is not two to five words, or, in a script without spaces, not two to twenty-four characters.
-- No parameters. An anchor finds a passage and must never be one.
-- Used by: build and check.
with anchors as (
    select csv_line, 'first_words' as name, first_words as words
    from citations
    where first_words is not null
    union all
    select csv_line, 'last_words', last_words
    from citations
    where last_words is not null
)

select
    'citations.csv' as file,
    csv_line as line,
    name as "column",
    words as value,
    'two to five words with single spaces, or 2 to 24 characters of a script without spaces' as expected
from anchors
where
    not regexp_full_match(words, '\S+( \S+){1,4}')
    and not (regexp_full_match(words, '\S{2,24}') and regexp_matches(words, '[\p{Hangul}\p{Han}\p{Hiragana}\p{Katakana}]'))
order by csv_line, name
