-- One row of search_thing is one name of an actor, expert, era, treaty, missile or place, or of an event that has a name of its own; one of search_naming says that a record names a thing.
-- No parameters. The macros bring texts and questions into one form: lower case, no diacritics, apostrophes or initials' stops; Hangul stays.
-- Used by: the words filter (03_filters.sql) and search (09_search.sql), which so know the same names.

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
        era_id,
        label
    from eras
    union
    select
        event_id,
        title
    from events
    where event_id in (select target from aliases)
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
    union
    select
        era_id,
        short_name
    from eras
)

select
    named.target,
    named.name,
    coalesce(regexp_replace(main.name, ' \(.*\)$', ''), named.name) as main_name,
    search_tight(search_form(named.name)) as tight
from named
left join main on named.target = main.target
order by named.target, named.name;
comment on table search_thing is 'Every name of every actor, expert, era, treaty, missile and place, and of events with names of their own, with its main name and its form without spaces.';

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
    series.series_id,
    'series',
    series.title,
    false,
    concat_ws('. ', upper(series.unit[1]) || series.unit[2:], rtrim(series.note, '.') || '.'),
    concat_ws(
        ' ',
        replace(series.series_id, '-', ' '),
        series_group.short_title,
        series_theme.label,
        series.frequency,
        -- A figure is asked for by its year.
        (select string_agg(distinct observations.period, ' ') from observations where observations.series = series.series_id)
    ),
    null,
    null,
    series_group.actors,
    null,
    null,
    null
from series
left join series_group on series.series_id = series_group.series
left join series_theme on series_group.theme = series_theme.theme
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
    era_id,
    'era',
    label,
    true,
    reason,
    'era period',
    null,
    era_id,
    [],
    strftime(start_date::date, '%-d %B %Y') || ' to ' || coalesce(strftime(end_date::date, '%-d %B %Y'), 'today'),
    null,
    null
from eras
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
    -- "Summits" is an era to whoever asks for it; within a text it is a word.
    where target not in (select era_id from eras) or contains(name, ' ')
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

-- Every name of what a row names, but those with a city in them for what it is not itself: a capital stands for its government too,
-- the Panmunjom armistice is not at Panmunjom, and a city is found only where it is written.
create table search_named as
with cities as (
    select search_form(string_split(place, ',')[1]) as city
    from events
    where place is not null
    union
    select search_form(alias)
    from aliases
    where starts_with(target, 'place:')
),

with_city as (
    select distinct
        search_thing.target,
        search_thing.name
    from search_thing
    inner join cities on contains(' ' || search_form(search_thing.name) || ' ', ' ' || cities.city || ' ')
    where search_thing.target not like 'place:%'
)

select
    search_naming.id,
    list(distinct search_thing.name order by search_thing.name) as names
from search_naming
inner join search_thing on search_naming.target = search_thing.target
left join search_source on search_naming.id = search_source.id and search_naming.target = search_source.thing
left join with_city on search_thing.target = with_city.target and search_thing.name = with_city.name
where with_city.name is null or (search_source.id is not null and search_form(search_thing.name) not in (select city from cities))
group by search_naming.id;

comment on column search_thing.target is 'Id of the thing, as in the aliases.';
comment on column search_thing.name is 'One of its names.';
comment on column search_thing.main_name is 'Its main name.';
comment on column search_thing.tight is 'The name in the form in which names are compared.';
