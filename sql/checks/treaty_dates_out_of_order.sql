-- Bad row: an instrument that ends before it was signed, or in all readings of its dates before it came into force.
-- No parameters. Being in force from before signature is possible (provisional application), so it is not a fault.
-- Used by: build and check.
select
    'treaties.csv' as file,
    treaties.csv_line as line,
    'ended' as "column",
    treaties.ended as value,
    'a date after ' || treaties.signed as expected
from treaties
inner join edtf as signed on treaties.signed = signed.edtf
inner join edtf as ended on treaties.ended = ended.edtf
left join edtf as in_force on treaties.in_force = in_force.edtf
where
    ended.latest < signed.earliest
    or coalesce(ended.latest < in_force.earliest, false)
order by treaties.csv_line
