-- One row is one instrument: signed, in force, ended; an end that is not known is empty while is_in_force is false.
-- Parameters: filters.
-- Used by: the chart treaty_lifespans.

select life.* exclude (place)
from filtered_treaties($filters) as matched
inner join treaty_life as life on matched.record_id = life.mark
order by life.place;
