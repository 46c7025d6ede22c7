-- One row is one thing that search finds: a record, an expert, or a paragraph of a document, with the words it is found by.
-- No parameters. The macros bring texts and questions into one form: lower case, no diacritics, apostrophes or initials' stops; Hangul stays.
-- Used by: the build, which makes the full-text index on search_document.terms, and sql/pages/search_*.sql.

create macro search_form(text) as
    regexp_replace(
        regexp_replace(
            translate(lower(strip_accents(nfc_normalize(text))), '‐‑‒–−—·', '-----  '),
            '[''’‘ʼʻʹ`´]',
            '',
            'g'
        ),
        '\b([a-z])\.',
        '\1',
        'g'
    );

-- A text in that form as a name is compared: without spaces and hyphens.
create macro search_tight(form) as regexp_replace(form, '[^\p{L}\p{N}]+', '', 'g');

-- Pairs of neighbouring syllables: Korean writes its compounds and particles without a space.
create macro search_pairs(word) as list_transform(range(1, length(word)), lambda i: word[i:i + 1]);

-- The words a text is found by: each word, compounds with and without the hyphen, KN23 as KN 23 too, pairs of Hangul syllables.
create macro search_terms(text) as list_concat(
    regexp_extract_all(search_form(text), '[\p{L}\p{N}]+'),
    list_transform(
        regexp_extract_all(search_form(text), '[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+'),
        lambda word: replace(word, '-', '')
    ),
    regexp_extract_all(search_form(text), '\b([a-z]{2,})[0-9]+\b', 1),
    regexp_extract_all(search_form(text), '\b[a-z]{2,}([0-9]+)\b', 1),
    flatten(
        list_transform(
            regexp_extract_all(search_form(text), '[가-힣]{3,}'),
            lambda word: search_pairs(word)
        )
    )
);

-- Names with a number are written in one word too: Hwasong 12 as Hwasong12.
create macro search_name_terms(text) as list_concat(
    search_terms(text),
    list_transform(
        regexp_extract_all(search_form(text), '\b[a-z]{2,} [0-9]{1,2}[a-z]?\b'),
        lambda word: replace(word, ' ', '')
    )
);

create table search_stopword as
select unnest(string_split(
    'a an and are as at be been but by did do does for from had has have he her his how i if in into is it its'
    ' me my no nor not of on or our she so than that the their them then there these they this those to too was we were'
    ' what when where which while who whom whose why will with would you your',
    ' '
)) as stopword;
comment on table search_stopword is 'Words that search passes over; us is not among them, for it is a country here.';

create table search_thing as
with main as (
    select
        actor_id as target,
        if(kind = 'state', short_name, name) as name
    from actors
    union
    select
        expert_id,
        name
    from experts
    where expert_id not in (select actor_id from actors)
    union
    select
        treaty_id,
        regexp_replace(short_title, ' \(.*\)$', '')
    from treaties
    union
    select
        'missile:' || missile,
        missile
    from missile_launches
    where class <> 'unknown' and not regexp_matches(missile, '^[a-z]')
    union
    select
        target,
        if(starts_with(target, 'place:'), replace(target[7:], '-', ' '), target[9:])
    from aliases
    where starts_with(target, 'missile:') or starts_with(target, 'place:')
),

named as (
    select
        target,
        name
    from main
    union
    select
        target,
        alias
    from aliases
    union
    select
        actor_id,
        actor_id
    from actors
    where upper(actor_id) = actor_id
    union
    select
        actor_id,
        unnest([name, short_name])
    from actors
)

select
    named.target,
    named.name,
    coalesce(regexp_replace(main.name, ' \(.*\)$', ''), named.name) as main_name,
    search_tight(search_form(named.name)) as tight
from named
left join main on named.target = main.target
order by named.target, named.name;
comment on table search_thing is 'Every name of every actor, expert, treaty, missile and place, with its main name and its form without spaces.';

-- What is found, as it is shown, with the other words it is found by and the things it names.
create table search_source as
select
    record.record_id as id,
    record.type,
    coalesce(treaties.short_title, record.title) as title,
    record.type in ('clause', 'clause_event') as is_part,
    case
        when record.type = 'claim' then claims.verdict_note
        when record.type = 'position' then concat_ws(' ', record.summary, 'Condition: ' || rtrim(positions.condition, '.') || '.', record.note)
        else concat_ws(
            ' ',
            nullif(record.summary, record.title),
            'Term: ' || rtrim(treaties.duration_clause, '.') || '.',
            'Ending: ' || rtrim(treaties.termination_clause, '.') || '.',
            record.note
        )
    end as body,
    concat_ws(
        ' ',
        record.date,
        record.date_words,
        record.place,
        replace(record.kind, '_', ' '),
        record.type,
        treaties.title,
        treaties.registration,
        replace(array_to_string(treaties.obligations, ' '), '_', ' '),
        positions.title,
        positions.venue,
        claims.condition
    ) as more,
    (
        select string_agg(citations.quote, ' … ' order by citations.start_offset, citations.citation_id)
        from citations
        where citations.record = record.record_id
    ) as quote,
    case record.type
        when 'actor' then record.actors[1]
        when 'launch' then 'missile:' || missile_launches.missile
        else record.record_id
    end as thing,
    list_concat(record.actors, if(record.type = 'launch', ['missile:' || missile_launches.missile], [])) as things,
    record.date_words,
    null as source,
    null::integer as start_offset
from record
left join treaties on record.record_id = treaties.treaty_id
left join positions on record.record_id = positions.position_id
left join claims on record.record_id = claims.claim_id
left join missile_launches on record.record_id = missile_launches.launch_id
where record.type <> 'observation'
union all
select
    expert_id,
    'expert',
    name,
    false,
    concat_ws('. ', affiliation, affiliation_note),
    concat_ws(' ', replace(role, '_', ' '), country),
    null,
    expert_id,
    list_filter([country], lambda actor: actor is not null),
    null,
    null,
    null
from experts
union all
select
    source || '.p' || number,
    'passage',
    sources.title || ', paragraph ' || number,
    false,
    paragraph,
    null,
    null,
    null,
    [],
    null,
    source,
    start_offset
from (
    select
        source,
        paragraph,
        count(*) filter (where paragraph <> '') over (partition by source order by place) as number,
        (
            sum(length(paragraph) + 1) over (partition by source order by place) - length(paragraph) - 1
        )::integer as start_offset
    from (
        select
            source,
            unnest(string_split(body, chr(10))) as paragraph,
            generate_subscripts(string_split(body, chr(10)), 1) as place
        from document_text
    )
)
inner join sources on source = sources.source_id
where paragraph <> '';
-- Which things each row names, by code or in its words; an abbreviation counts in capitals only.
create table search_naming as
with spoken as (
    select
        id,
        ' ' || array_to_string(words, ' ') || ' ' as text,
        lower(text) as lower_text,
        list_distinct(list_transform(words, lambda word: lower(word))) as words
    from (
        select
            id,
            regexp_extract_all(strip_accents(concat_ws(' . ', if(type = 'passage', null, title), body, more, quote)), '[\p{L}\p{N}]+') as words
        from search_source
    )
),

spelled as (
    select distinct
        target,
        array_to_string(regexp_extract_all(strip_accents(name), '[\p{L}\p{N}]+'), ' ') as spelling,
        lower(string_split(spelling, ' ')[1]) as first_word
    from search_thing
)

select
    spoken.id,
    spelled.target
from (select id, text, lower_text, unnest(words) as word from spoken) as spoken
inner join spelled on spoken.word = spelled.first_word
where
    length(spelled.spelling) > 1
    and if(
        upper(spelled.spelling) = spelled.spelling,
        contains(spoken.text, ' ' || spelled.spelling || ' '),
        contains(spoken.lower_text, ' ' || lower(spelled.spelling) || ' ')
    )
union
select
    id,
    unnest(things)
from search_source
union
select
    id,
    thing
from search_source
where thing is not null;
create table search_document as
with cities as (
    select string_split(place, ',')[1] as city
    from events
    where place is not null
    union
    select alias
    from aliases
    where starts_with(target, 'place:')
),

names as (
    select
        search_naming.id,
        list(distinct search_thing.name order by search_thing.name) as names
    from search_naming
    inner join search_thing on search_naming.target = search_thing.target
    -- A capital stands for its government too, but is found only where it is written.
    where search_thing.target like 'place:%' or search_thing.name not in (select city from cities)
    group by search_naming.id
),

own_terms as (
    select
        search_source.id,
        search_name_terms(concat_ws(
            ' . ',
            any_value(search_source.title),
            string_agg(search_thing.name, ' . ' order by search_thing.name)
        )) as terms
    from search_source
    left join search_thing on search_source.thing = search_thing.target
    where search_source.type <> 'passage'
    group by search_source.id
)

select
    (row_number() over (order by search_source.id))::integer as doc,
    search_source.id,
    search_source.type,
    not search_source.is_part as is_whole,
    search_source.title,
    search_source.body,
    search_source.quote,
    search_source.date_words,
    search_source.source,
    search_source.start_offset,
    coalesce(names.names, []) as names,
    array_to_string(
        list_concat(
            -- Names of its own and the title weigh three times as much as the text.
            own_terms.terms,
            own_terms.terms,
            own_terms.terms,
            search_terms(concat_ws(' . ', search_source.body, search_source.more, search_source.quote)),
            list_sort(list_distinct(search_name_terms(array_to_string(names.names, ' . '))))
        ),
        ' '
    ) as terms
from search_source
left join names on search_source.id = names.id
left join own_terms on search_source.id = own_terms.id
order by search_source.id;
comment on table search_document is 'What search finds: how it is shown, and the words its full-text index is made of.';

create table search_name as
select distinct
    search_tight(search_form(name)) as tight,
    doc
from (
    select
        search_document.doc,
        search_thing.name
    from search_source
    inner join search_document on search_source.id = search_document.id
    inner join search_thing on search_source.thing = search_thing.target
    union
    select
        doc,
        title
    from search_document
    where type <> 'passage'
    union
    select
        doc,
        id
    from search_document
)
where search_tight(search_form(name)) <> ''
order by tight, doc;
comment on table search_name is 'Each row of search by its whole names, without spaces and hyphens: a question that is a name finds it first.';

drop table search_naming;
drop table search_source;

comment on column search_stopword.stopword is 'The word.';
comment on column search_thing.target is 'Id of the thing, as in the aliases.';
comment on column search_thing.name is 'One of its names.';
comment on column search_thing.main_name is 'Its main name.';
comment on column search_thing.tight is 'The name in the form in which names are compared.';
comment on column search_document.doc is 'Number in the index, in the order of the ids.';
comment on column search_document.id is 'Id of the record or expert, or the document and number of a paragraph.';
comment on column search_document.type is 'Type of record, expert or passage.';
comment on column search_document.is_whole is 'False for a clause and what is said of it: they come after whole records.';
comment on column search_document.title is 'What a reader sees first.';
comment on column search_document.body is 'What it says in our words; for a passage, the words of the document.';
comment on column search_document.quote is 'Words of the documents that it is cited with.';
comment on column search_document.date_words is 'Its date as a reader says it.';
comment on column search_document.source is 'For a passage: the document.';
comment on column search_document.start_offset is 'For a passage: its first code point in the document, from 0.';
comment on column search_document.names is 'Every name of it and of what it names.';
comment on column search_document.terms is 'The words it is found by, in the form of the index.';
comment on column search_name.tight is 'A whole name in the form in which names are compared.';
comment on column search_name.doc is 'What is so named.';
