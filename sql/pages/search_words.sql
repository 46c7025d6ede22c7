-- One row is one of the given words that the index takes for one of the given terms.
-- Parameters: words varchar[], in lower case without diacritics; terms varchar[], as search_question.sql gives them.
-- Used by: dashboard.search, to mark the words in what it shows.
select word
from (select unnest($words::varchar[]) as word)
where list_contains($terms::varchar[], stem(word, 'porter'))
order by word
