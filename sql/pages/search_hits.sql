-- One row is one thing that a question finds, best first: what is so named, has all words, or (without `enough` of these) some; then BM25.
-- Parameters: names, spoken, terms varchar[]; bits bigint[] and weights double[], of each term; wordings bigint[]; type (empty: all); figures, fame, spoken_weight double; per_type, most, enough.
-- Used by: dashboard.record.search. Terms of one bit stand for one another, a wording is the bits of a thing with all words, fame what mentions add, `spoken` are names within the question.
with asked as (
    select
        stem(unnest($terms::varchar[]), 'porter') as term,
        unnest($bits::bigint[]) as bits,
        unnest($weights::double[]) as weight
),

known as (
    select
        dict.termid,
        bit_or(asked.bits) as bits,
        max(asked.weight) as weight
    from fts_main_search_document.dict as dict
    inner join asked on dict.term = asked.term
    group by dict.termid
),

scored as (
    select
        postings.doc,
        bit_or(known.bits) as bits,
        sum(postings.score * known.weight) as score
    from fts_main_search_document.postings as postings
    inner join known on postings.termid = known.termid
    group by postings.doc
),

spoken as (
    select distinct search_name.doc
    from search_name
    inner join search_document on search_name.doc = search_document.doc
    where list_contains($spoken::varchar[], search_name.tight) and search_document.type in ('event', 'era', 'treaty')
),

placed as materialized (
    select
        coalesce(scored.doc, named.doc) as doc,
        case
            when named.doc is not null then 2
            when spoken.doc is not null then 1
            when list_bool_or(list_transform($wordings::bigint[], lambda wording: scored.bits & wording = wording)) then 1
            else 0
        end as degree,
        -- Who calls an event, an era or an instrument by its name means it.
        spoken.doc is not null as is_spoken,
        round(coalesce(scored.score, 0) * if(spoken.doc is null, 1, $spoken_weight), 6) as score
    from scored
    full join (select distinct doc from search_name where list_contains($names::varchar[], tight)) as named on scored.doc = named.doc
    left join spoken on scored.doc = spoken.doc
),

complete as materialized (
    select count(*) as things
    from placed
    where degree > 0
),

best as (
    select
        search_document.type,
        count(*) as found_of_type,
        max(
            {
                'degree': placed.degree,
                'is_whole': search_document.is_whole or placed.is_spoken,
                'rank': placed.score * if(search_document.type = 'series', $figures, 1) + $fame * ln(1 + coalesce(search_document.mentions, 0)),
                'score': placed.score,
                'order': -placed.doc
            },
            $per_type
        ) as places
    from placed
    inner join search_document on placed.doc = search_document.doc
    where placed.degree >= if((select things from complete) < $enough, 0, 1)
    group by search_document.type
),

chosen as (
    select
        found_of_type,
        unnest(places) as place
    from best
    where $type = '' or type = $type
    order by place desc
    limit $most
)

select
    chosen.place.degree,
    chosen.place.score,
    chosen.found_of_type,
    (select things from complete) as complete,
    search_document.* exclude (terms, mentions)
from chosen
inner join search_document on search_document.doc = -chosen.place.order
order by chosen.place desc
