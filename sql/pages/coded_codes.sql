-- One row is one CAMEO code with what it stands for.
-- No parameters.
-- Used by: the rows behind a mark of coded events.
select code, label
from cameo
order by code
