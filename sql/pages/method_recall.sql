-- One row is one class of a peer's chronology in one decade: its rows, and how many have a record within a day.
-- No parameters.
-- Used by: the method page.
select
    peer,
    class,
    decade,
    rows,
    matched,
    copy,
    counted_on
from recall
order by peer, class, decade
