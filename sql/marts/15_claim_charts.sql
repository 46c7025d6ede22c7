-- What the charts of claims say of each claim, whatever the filters: its dimension, its verdict, its side and its document in words.
-- Parameters: filters, as in 03_filters.sql. One row is one claim.
-- Used by: the charts of the page on claims.

create table filter_worded_claim as
with verdicts (verdict, sort) as (
    values ('supported', 1), ('partly_supported', 2), ('opinion', 3), ('unverifiable', 4), ('contradicted', 5)
)

select
    claims.record_id,
    claims.kind,
    claims.date_earliest,
    claims.date_latest,
    claims.eras,
    claims.filter_actors,
    claims.checked,
    claims.rests_on_primary,
    claims.body,
    claims.document,
    sources.csv_line as document_sort,
    sources.title as document_title,
    concat_ws(', ', sources.author, sources.publisher, edtf.words) as document_note,
    claims.dimension,
    dimensions.sort as dimension_sort,
    dimensions.label as dimension_label,
    claims.verdict,
    verdicts.sort as verdict_sort,
    codes.label as verdict_label,
    claims.about_alliance,
    cases.sort as case_sort,
    cases.label as case_label,
    claims.condition
from filter_claim as claims
inner join verdicts on claims.verdict = verdicts.verdict
inner join codes on codes.vocabulary = 'verdict' and claims.verdict = codes.code
inner join codes as dimensions on dimensions.vocabulary = 'dimension' and claims.dimension = dimensions.code
inner join codes as cases on cases.vocabulary = 'alliance_case' and claims.about_alliance = cases.code
inner join sources on claims.document = sources.source_id
left join edtf on sources.published = edtf.edtf
order by claims.record_id;

create macro worded_claims(filters) as table
from kept_of('filter_worded_claim', filters);
