-- One row is one nuclear test with its lowest and highest published yield.
-- Parameters: filters. The kind filter of the page holds classes of missiles, so it is not applied here.
-- Used by: the chart nuclear_yields.

select
    record_id as mark,
    concat_ws(
        '; ',
        'Nuclear test no. ' || test_no || ', ' || date_words || ': '
        || format('{:g}', yield_low_kt) || ' to ' || format('{:g}', yield_high_kt) || ' kilotons',
        'magnitude ' || format('{:.1f}', magnitude) || ' (' || magnitude_type || ')',
        yield_basis,
        case checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(is_disputed, 'sources disagree', null)
    ) as label,
    [record_id] as records,
    test_no,
    date_earliest as date,
    date_words,
    magnitude,
    magnitude_type,
    yield_low_kt,
    yield_high_kt,
    checked,
    is_disputed or has_contradicted_claim as is_disputed
from filtered_tests(of_any_kind($filters))
order by test_no;
