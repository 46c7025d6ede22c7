-- The filter macros of what is counted and measured: launches, nuclear tests, detentions and the values of series.
-- Parameters: as in 03_filters.sql; the kinds of a launch are its classes, those of a value are series.
-- Used by: the charts of the pages on weapons and exchange.

create macro filtered_launches(eras, actors, kinds, date_from, date_to, words, lens) as table
select
    matched.*,
    launches.missile,
    launches.class,
    launches.count as missiles,
    launches.facility,
    launches.lat,
    launches.lon,
    launches.distance_km,
    launches.outcome
from filtered_records(eras, actors, kinds, date_from, date_to, words, lens) as matched
inner join missile_launches as launches on matched.record_id = launches.launch_id;

create macro filtered_tests(eras, actors, kinds, date_from, date_to, words, lens) as table
select
    matched.*,
    tests.test_no,
    tests.magnitude,
    tests.magnitude_type,
    tests.yield_low_kt,
    tests.yield_high_kt,
    tests.yield_basis
from filtered_records(eras, actors, kinds, date_from, date_to, words, lens) as matched
inner join nuclear_tests as tests on matched.record_id = tests.test_id;
