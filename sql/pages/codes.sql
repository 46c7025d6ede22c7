-- One row is one code of a vocabulary with its label.
-- No parameters.
-- Used by: the codebook in files of charts.
select
    codes.vocabulary,
    codes.code,
    codes.label
from codes
order by
    codes.vocabulary,
    codes.sort
