-- One row is one field that two readers coded apart: how far they agreed, and how many records they coded differently.
-- No parameters.
-- Used by: the method page.
select
    codes.label,
    agreement.level,
    agreement.records,
    agreement.alpha,
    agreement.low,
    agreement.high,
    (
        select count(*)
        from codings
        where codings.field = agreement.field and codings.first is distinct from codings.second
    ) as differing
from agreement
inner join codes on agreement.field = codes.code and codes.vocabulary = 'coded_field'
order by codes.sort
