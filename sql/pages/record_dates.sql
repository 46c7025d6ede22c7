-- One row is one record that has a date: as it was written, and the first and last day that it may mean.
-- No parameters.
-- Used by: dashboard.export.moments.
select
    record.record_id as record,
    record.date as edtf,
    edtf.earliest,
    case when not edtf.open_end then edtf.latest end as latest,
    edtf.approximate
from record
inner join edtf on record.date = edtf.edtf
order by record.record_id
