-- One row is one of the given words that the index takes for one of the terms of a question.
-- Parameters: words varchar[], in lower case without diacritics; terms varchar[].
-- Used by: dashboard.search, to mark the words in what it shows.
select word
from (select unnest($words::varchar[]) as word)
where list_contains(list_transform($terms::varchar[], lambda term: stem(term, 'porter')), stem(word, 'porter'))
order by word
