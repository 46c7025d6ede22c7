-- One row is one instrument: signed, in force, ended; an end that is not known is empty while is_in_force is false.
-- Parameters: filters.
-- Used by: the chart treaty_lifespans.

select
    life.mark,
    life.label,
    life.records,
    life.short_title,
    life.side,
    life.lane,
    life.kind_label,
    life.lasted,
    life.signed,
    life.in_force,
    life.ended,
    life.ended_earliest,
    life.ended_latest,
    life.is_in_force,
    life.ending,
    life.is_broken_off,
    life.checked,
    life.is_disputed,
    life.last_day
from filtered_treaties($filters) as matched
inner join chart_treaty_life as life on matched.record_id = life.mark
order by life.place;
