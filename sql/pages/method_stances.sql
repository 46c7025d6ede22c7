-- One row is one stance with the positions that were given it; those that the scale does not fit have an empty stance.
-- No parameters. Positions known only from one of the two documents are counted apart.
-- Used by: the method page.
select
    stance,
    count(*) filter (where traced) as positions,
    count(*) filter (where not traced) as untraced
from positions
group by stance
order by stance nulls last
