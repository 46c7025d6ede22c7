-- One row is one word that may stand in the place of others, which have the stem `word`, with how much it then counts.
-- No parameters.
-- Used by: dashboard.record.lexicon.
select
    word,
    akin,
    weight
from search_akin
order by word, weight desc, akin
