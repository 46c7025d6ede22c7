-- Bad row: a CAMEO code whose quad class is not the one of its root.
-- No parameters. Roots 01-05 are verbal and 06-09 material cooperation, 10-14 verbal and 15-20 material conflict.
-- Used by: build and check.
select
    'cameo.csv' as file,
    csv_line as line,
    'quad_class' as "column",
    quad_class::varchar as value,
    'the quad class of root ' || root_code as expected
from cameo
where
    quad_class != case
        when root_code <= '05' then 1
        when root_code <= '09' then 2
        when root_code <= '14' then 3
        else 4
    end
    or not starts_with(code, root_code)
order by csv_line
