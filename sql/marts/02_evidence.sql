-- One row ties one record to one source: the citations, what a document says of it, who dates it otherwise, the source of an observation.
-- No parameters. A claim's passage counts among the citations of each record that the claim speaks of, with the role mention.
-- Used by: the evidence panel, the sources of a chart, exports, record pages, checks.

create table evidence as
with tied as (
    select
        citation_id,
        record as record_id,
        source as source_id,
        role,
        locator_kind,
        locator,
        first_words,
        last_words,
        citations.read_at as words_read_at,
        read_on,
        cited_for,
        quote,
        start_offset,
        end_offset,
        null as claim_id
    from citations
    union all
    select
        citations.citation_id,
        spoken.record_id,
        citations.source,
        'mention',
        citations.locator_kind,
        citations.locator,
        citations.first_words,
        citations.last_words,
        citations.read_at,
        citations.read_on,
        claims.statement,
        citations.quote,
        citations.start_offset,
        citations.end_offset,
        claims.claim_id
    from (select claim_id, statement, unnest(about) as record_id from claims) as spoken
    inner join claims on spoken.claim_id = claims.claim_id
    inner join citations on spoken.claim_id = citations.record and citations.role = 'passage'
    union all
    select
        alternative_id,
        record,
        source,
        'disputes',
        null,
        null,
        null,
        null,
        null,
        null,
        note,
        null,
        null,
        null,
        null
    from date_alternatives
    where
        source is not null
        and not exists (
            select 1
            from citations
            where
                citations.record = date_alternatives.record
                and citations.source = date_alternatives.source
                and citations.role = 'disputes'
        )
    union all
    select
        observation_id || '.1',
        observation_id,
        observations.source,
        'supports',
        null,
        null,
        null,
        null,
        null,
        null,
        'The value of ' || series.title || ' for ' || observations.period,
        null,
        null,
        null,
        null
    from observations
    inner join series on observations.series = series.series_id
)

select
    tied.*,
    case
        when quote is not null then 'words_here'
        when first_words is not null or locator is not null then 'place_known'
        else 'page_only'
    end as place_state,
    -- The same order wherever the sources of a record are listed: what it rests on before what speaks of it, the best source first.
    row_number() over (
        partition by record_id
        order by
            role = 'mention',
            sources.file is null,
            kinds.sort,
            quote is null and first_words is null,
            locator is null,
            citation_id
    )::integer as rank
from tied
inner join sources on tied.source_id = sources.source_id
inner join codes as kinds on sources.kind = kinds.code and kinds.vocabulary = 'source_kind';
comment on table evidence is 'Every record with every source it rests on.';

create table standing as
select
    record.record_id,
    count(distinct evidence.source_id) as sources,
    coalesce(bool_or(
        sources.kind in ('primary_document', 'official_statement')
        and evidence.role in ('supports', 'evidence', 'passage')
    ), false) as rests_on_primary,
    -- The same day in another time zone is another date, but nothing that sources disagree on.
    coalesce(bool_or(evidence.role = 'disputes' and not starts_with(evidence.citation_id, 'da-')), false)
    or coalesce(any_value(dated.differing), 0) > 0 as is_disputed,
    coalesce(any_value(dated.alternatives), 0)::integer as other_dates,
    coalesce(any_value(dated.alternatives), 0) > 0 as has_other_date,
    coalesce(bool_or(claims.verdict = 'contradicted'), false) as has_contradicted_claim
from record
left join evidence on record.record_id = evidence.record_id
left join sources on evidence.source_id = sources.source_id
left join claims on coalesce(evidence.claim_id, record.record_id) = claims.claim_id
left join (
    select
        record,
        count(*) as alternatives,
        count(*) filter (where reason != 'time_zone') as differing
    from date_alternatives
    group by record
) as dated on record.record_id = dated.record
group by record.record_id;
comment on table standing is 'How well each record is supported: number of sources, whether a primary one is among them, what disputes it, other dates.';
