-- One row is the claims of one document with one verdict, as a share of its claims; shares run from the supported to the contradicted.
-- Parameters: filters. Sums run along an order: windows with partitions take longer, however few the rows.
-- Used by: the chart claims_by_verdict.

with counted as (
    select
        document,
        document_sort,
        document_title,
        document_note,
        verdict,
        verdict_sort,
        verdict_label,
        count(*) as claims,
        list_sort(list(record_id)) as records
    from worded_claims($filters)
    group by all
),

shares as (
    select
        *,
        sum(claims) over (order by document_sort range between current row and current row) as document_claims,
        100 * sum(claims) over (order by 10 * document_sort + verdict_sort range between 4 preceding and current row) / document_claims as percent_to,
        percent_to - 100 * claims / document_claims as percent_from
    from counted
)

select
    document || '-' || replace(verdict, '_', '-') as mark,
    verdict_label || ', ' || document_title || ': ' || claims || ' of ' || document_claims
    || if(document_claims = 1, ' claim', ' claims') || ' (' || round(100 * claims / document_claims)::integer || ' %)' as label,
    records,
    document_title as document,
    document_note,
    verdict_label as verdict,
    verdict as verdict_code,
    verdict_sort,
    claims::integer as claims,
    document_claims::integer as document_claims,
    round(greatest(percent_from, 0), 4) as percent_from,
    round(percent_to, 4) as percent_to
from shares
order by document_sort, verdict_sort;
