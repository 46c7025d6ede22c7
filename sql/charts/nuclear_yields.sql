-- One row is one nuclear test with its lowest and highest published yield.
-- Parameters: filters. The kind filter of the page holds classes of missiles, so it is not applied here.
-- Used by: the chart nuclear_yields.

select
    marks.record_id as mark,
    marks.label,
    [marks.record_id] as records,
    matched.test_no,
    matched.date_earliest as date,
    matched.date_words,
    matched.magnitude,
    matched.magnitude_type,
    matched.yield_low_kt,
    matched.yield_high_kt,
    matched.checked,
    marks.is_disputed
from filtered_tests(of_any_kind($filters)) as matched
inner join test_mark as marks on matched.record_id = marks.record_id
order by matched.test_no;
