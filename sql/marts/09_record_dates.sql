-- One row is one record whose dates are worth drawing: it has several, or one that is a span or not known to the day; rival dates last.
-- No parameters. Of a position only rival dates are told: the month of a publication is no doubt about it.
-- Used by: the evidence panel.

create table record_dates as
with own as (
    select
        record_id,
        'date' as field,
        date
    from record
    where type in ('event', 'vote', 'launch', 'test', 'position')
    union all
    select
        treaty_id,
        field,
        date
    from (unpivot (select treaty_id, signed, in_force, ended from treaties) on signed, in_force, ended into name field value date)
    union all
    select
        detention_id,
        field,
        date
    from (unpivot (select detention_id, start_date, end_date from detentions) on start_date, end_date into name field value date)
    union all
    select
        clause_id,
        field,
        date
    from (
        unpivot (
            select clauses.clause_id, treaties.signed, clauses.due, treaties.ended
            from clauses
            inner join treaties on clauses.treaty = treaties.treaty_id
        ) on signed, due, ended into name field value date
    )
    union all
    select
        clause_events.clause_event_id,
        told.field,
        told.date
    from clause_events
    inner join record on clause_events.record = record.record_id
    cross join lateral (values ('act', record.date), ('said', clause_events.date)) as told (field, date)
    where record.date is distinct from clause_events.date
),

dates as (
    select
        record_id,
        field,
        date,
        '' as reason,
        '' as note,
        null as source
    from own
    union all
    select
        date_alternatives.record,
        date_alternatives.field,
        date_alternatives.date,
        codes.label,
        date_alternatives.note,
        date_alternatives.source
    from date_alternatives
    inner join codes on date_alternatives.reason = codes.code and codes.vocabulary = 'date_reason'
)

select
    dates.record_id,
    list({
        'field': dates.field,
        'reason': dates.reason,
        'note': dates.note,
        'words': edtf.words,
        'earliest': edtf.earliest,
        'latest': edtf.latest,
        'precision': edtf.precision,
        'approximate': edtf.approximate,
        'open_end': edtf.open_end,
        'publisher': sources.publisher,
        'source_title': sources.title,
        'url': sources.url
    } order by dates.reason <> '', edtf.earliest, edtf.latest, dates.field) as dates
from dates
inner join record on dates.record_id = record.record_id
inner join edtf on dates.date = edtf.edtf
left join sources on dates.source = sources.source_id
group by dates.record_id
having count(*) > 1 or bool_or(record.type <> 'position' and (edtf.precision <> 'day' or edtf.approximate));
comment on table record_dates is 'The dates of a record that has several, or one that is a span or not known to the day.';
