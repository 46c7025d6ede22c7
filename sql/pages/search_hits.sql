-- One row is one thing that a question finds, best first: what is so named, has all words, or (without `enough` of these) some; then BM25.
-- Parameters: tight varchar; terms varchar[]; wordings bigint[], bits of terms; type varchar (empty: all); per_type, most, enough integer.
-- Used by: dashboard.search. The score is that of the index's match_bm25, computed for all documents at once, which is faster.
with known as materialized (
    select
        dict.termid,
        1::bigint << (list_position($terms::varchar[], dict.term) - 1)::integer as bit,
        log((stats.num_docs - dict.df + 0.5) / (dict.df + 0.5) + 1) as weight,
        stats.avgdl
    from fts_main_search_document.dict as dict
    cross join fts_main_search_document.stats as stats
    where list_contains($terms::varchar[], dict.term)
),

counted as (
    select
        docid,
        termid,
        count(*) as times
    from fts_main_search_document.terms
    where termid in (select termid from known)
    group by docid, termid
),

scored as (
    select
        docs.name as doc,
        bit_or(known.bit) as bits,
        sum(known.weight * counted.times * 2.2 / (counted.times + 1.2 * (0.25 + 0.75 * docs.len / known.avgdl))) as score
    from counted
    inner join known on counted.termid = known.termid
    inner join fts_main_search_document.docs as docs on counted.docid = docs.docid
    group by docs.name
),

placed as materialized (
    select
        coalesce(scored.doc, named.doc) as doc,
        case
            when named.doc is not null then 0
            when list_bool_or(list_transform($wordings::bigint[], lambda wording: scored.bits & wording = wording)) then 1
            else 2
        end as tier,
        round(coalesce(scored.score, 0), 6) as score
    from scored
    full join (select doc from search_name where tight = $tight) as named on scored.doc = named.doc
),

ranked as (
    select
        placed.tier,
        placed.score,
        search_document.doc,
        search_document.type,
        row_number() over (partition by search_document.type order by tier, score desc, placed.doc) as rank_in_type,
        count(*) over (partition by search_document.type) as found_of_type
    from placed
    inner join search_document on placed.doc = search_document.doc
    where placed.tier <= if((select count(*) from placed where tier < 2) < $enough, 2, 1)
)

select
    ranked.tier,
    ranked.score,
    ranked.found_of_type,
    (select count(*) from placed where tier < 2) as complete,
    search_document.* exclude (terms)
from ranked
inner join search_document on ranked.doc = search_document.doc
where ranked.rank_in_type <= $per_type and ($type = '' or ranked.type = $type)
order by ranked.tier, ranked.score desc, ranked.doc
limit $most
