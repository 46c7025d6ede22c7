-- One row is one word of what search finds, as it is compared and as it is written, with how often it is written and its stem.
-- No parameters.
-- Used by: dashboard.record.lexicon.
select
    coalesce(search_word.word, search_stopword.stopword) as word,
    coalesce(search_word.shown, search_stopword.stopword) as shown,
    coalesce(search_word.times, 0) as times,
    stem(coalesce(search_word.word, search_stopword.stopword), 'porter') as stem,
    search_stopword.stopword is not null as is_stopword
from search_word
full join search_stopword on search_word.word = search_stopword.stopword
order by coalesce(search_word.word, search_stopword.stopword)
