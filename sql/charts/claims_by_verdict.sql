-- One row is the claims of one document with one verdict, as a share of its claims; shares run from the supported to the contradicted.
-- Parameters: filters.
-- Used by: the chart claims_by_verdict.

with verdicts (verdict, sort) as (
    values ('supported', 1), ('partly_supported', 2), ('opinion', 3), ('unverifiable', 4), ('contradicted', 5)
),

counted as (
    select
        document,
        verdict,
        count(*) as claims,
        list(record_id order by record_id) as records
    from filtered_claims($filters)
    group by document, verdict
),

shares as (
    select
        counted.*,
        verdicts.sort,
        sum(claims) over (partition by document) as document_claims,
        100 * sum(claims) over (partition by document order by sort) / document_claims as percent_to,
        percent_to - 100 * claims / document_claims as percent_from
    from counted
    inner join verdicts on counted.verdict = verdicts.verdict
)

select
    shares.document || '-' || replace(shares.verdict, '_', '-') as mark,
    codes.label || ', ' || sources.title || ': ' || claims || ' of ' || document_claims
    || if(document_claims = 1, ' claim', ' claims') || ' (' || round(100 * claims / document_claims)::integer || ' %)' as label,
    records,
    sources.title as document,
    concat_ws(', ', sources.author, sources.publisher, edtf.words) as document_note,
    codes.label as verdict,
    shares.verdict as verdict_code,
    shares.sort as verdict_sort,
    claims::integer as claims,
    document_claims::integer as document_claims,
    round(greatest(percent_from, 0), 4) as percent_from,
    round(percent_to, 4) as percent_to
from shares
inner join sources on shares.document = sources.source_id
left join edtf on sources.published = edtf.edtf
inner join codes on codes.vocabulary = 'verdict' and shares.verdict = codes.code
order by sources.csv_line, verdict_sort;
