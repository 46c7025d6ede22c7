-- One row is one thing that search finds: a record, a series, an expert, or a paragraph of a document, with the words it is found by.
-- No parameters. Texts and questions are brought into one form by the macros of 02_names.sql.
-- Used by: the build, which makes the full-text index on search_document.terms, and sql/pages/search_*.sql.

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
    ' what when where which while who whom whose why will with would you your'
    ' 언제 누가 누구 왜 어디 어디서 무엇 어떻게 얼마나',
    ' '
)) as stopword;
comment on table search_stopword is 'Words that search passes over; us is not among them, for it is a country here.';

-- Words of one meaning, and forms of one verb, that stemming does not bring together. The first of a row and each other stand for each other.
create table search_akin as
with listed as (
    select
        weight,
        string_split(words, ' ') as words
    from (
        values
        -- Irregular forms are the same word.
        (0.95, 'shoot shot'), (0.95, 'sink sank sunk'), (0.95, 'fight fought'), (0.95, 'begin began begun'), (0.95, 'break broke broken'),
        (0.95, 'give gave given'), (0.95, 'meet met'), (0.95, 'say said'), (0.95, 'fly flew flown flight'), (0.95, 'fall fell fallen'),
        (0.95, 'hold held'), (0.95, 'lead led'), (0.95, 'leave left'), (0.95, 'lose lost loss'), (0.95, 'make made'), (0.95, 'pay paid'),
        (0.95, 'send sent'), (0.95, 'sell sold sale'), (0.95, 'speak spoke spoken speech'), (0.95, 'strike struck'), (0.95, 'take took taken'),
        (0.95, 'tell told'), (0.95, 'go went gone'), (0.95, 'win won'), (0.95, 'write wrote written'), (0.95, 'bring brought'),
        (0.95, 'buy bought'), (0.95, 'build built'), (0.95, 'catch caught'), (0.95, 'choose chose chosen'), (0.95, 'come came'),
        (0.95, 'drive drove driven'), (0.95, 'forget forgot'), (0.95, 'freeze froze frozen'), (0.95, 'grow grew grown'), (0.95, 'keep kept'),
        (0.95, 'know knew known'), (0.95, 'rise rose risen'), (0.95, 'run ran'), (0.95, 'see saw seen'), (0.95, 'seek sought'),
        (0.95, 'steal stole stolen theft'), (0.95, 'swear swore sworn'), (0.95, 'throw threw thrown'), (0.95, 'withdraw withdrew withdrawn withdrawal'),
        (0.95, 'die dead death'), (0.95, 'man men'), (0.95, 'woman women'), (0.95, 'child children'), (0.95, 'defect defector defection'),
        (0.95, 'deploy deployment'), (0.95, 'apologise apology'), (0.95, '1st first'), (0.95, '2nd second'), (0.95, '3rd third'), (0.95, '4th fourth'), (0.95, '5th fifth'),
        (0.95, '6th sixth'), (0.95, 'defence defend defense'), (0.95, 'ally allies alliance'),
        -- People are called by their country.
        (0.8, 'china chinese'), (0.8, 'japan japanese'), (0.8, 'russia russian'), (0.8, 'ussr soviet'), (0.8, 'us american america'),
        (0.8, 'britain british'), (0.8, 'korea korean koreans'),
        -- Words of one meaning.
        (0.7, 'armistice ceasefire truce'), (0.6, 'treaty pact agreement accord'), (0.6, 'deal agreement understanding'),
        (0.7, 'troops soldiers personnel servicemen forces'), (0.7, 'soldier troop gi private'), (0.7, 'aircraft plane airplane aeroplane jet'),
        (0.7, 'airliner plane flight'), (0.7, 'helicopter chopper'), (0.7, 'ship vessel boat'), (0.7, 'nuclear atomic nuke nukes'),
        (0.6, 'bomb warhead weapon'), (0.7, 'bomb blast explosion'), (0.6, 'missile rocket'), (0.6, 'summit meeting meet'),
        (0.7, 'kill murder assassinate assassination'), (0.6, 'sanction embargo'), (0.7, 'abduct kidnap abduction'),
        (0.7, 'detain arrest imprison jail held'), (0.7, 'free release released'), (0.6, 'hack cyber hacker hacking'), (0.7, 'withdraw quit exit leave pullout'),
        (0.7, 'join accede accession'), (0.7, 'expel thrown oust kick'), (0.7, 'hotline channel'),
        (0.7, 'come arrive arrival reach'), (0.7, 'begin start open outbreak'), (0.6, 'end stop halt terminate cease'), (0.6, 'fail collapse failure'),
        (0.6, 'border frontier dmz demarcation'), (0.6, 'spy reconnaissance surveillance intelligence'), (0.7, 'weapon arms'), (0.6, 'sell send supply transfer deliver'), (0.7, 'exercise drill manoeuvre maneuver'),
        (0.7, 'envoy ambassador diplomat'), (0.7, 'visit trip travel go'), (0.6, 'aid assistance help relief'), (0.7, 'build construct'),
        (0.7, 'attack assault raid'), (0.6, 'sink torpedo'), (0.6, 'talk negotiate negotiation dialogue'), (0.6, 'orchestra philharmonic concert'),
        (0.5, 'poison nerve vx'), (0.6, 'crash down'), (0.7, 'cross ran run step'), (0.6, 'walk left leave'), (0.6, 'citizen national american'), (0.6, 'famine hunger starvation food'),
        (0.6, 'money funds dollars'), (0.6, 'number strength level total'), (0.6, 'peace ending'), (0.6, 'leader president chairman'),
        (0.7, 'letter message'), (0.6, 'seize capture seizure'), (0.6, 'break violate breach'), (0.6, 'promise pledge commit undertake'),
        (0.6, 'reactor plant'), (0.6, 'refugee defector'), (0.6, 'tree poplar'), (0.6, 'cut fell trim'), (0.6, 'recognise recognize relations'),
        -- Korean words that are no name of one thing.
        (0.9, '핵 nuclear'), (0.9, '실험 test'), (0.9, '미사일 missile'), (0.9, '제재 sanctions'), (0.9, '회담 talks'), (0.9, '정상회담 summit'),
        (0.9, '휴전 armistice'), (0.9, '전쟁 war'), (0.9, '조약 treaty'), (0.9, '동맹 alliance'), (0.9, '비핵화 denuclearization'),
        (0.9, '협정 agreement'), (0.9, '합의 agreement'), (0.9, '선언 declaration'), (0.9, '공동성명 statement'), (0.9, '포로 prisoners'),
        (0.9, '유해 remains'), (0.9, '탈북자 defector'), (0.9, '인권 rights'), (0.9, '납치 abduction'), (0.9, '잠수함 submarine'),
        (0.9, '위성 satellite'), (0.9, '훈련 exercise'), (0.9, '원조 aid'), (0.9, '지원 aid'), (0.9, '식량 food'), (0.9, '원자로 reactor'),
        (0.9, '경수로 reactor'), (0.9, '결의 resolution'), (0.9, '안보리 council'), (0.9, '대통령 president'), (0.9, '철수 withdrawal'),
        (0.9, '주한 korea'), (0.9, '미군 us'), (0.9, '도발 provocation'), (0.9, '발사 launch'), (0.9, '평화 peace'), (0.9, '사건 incident'),
        (0.9, '한국 korea'), (0.9, '북한 korea'), (0.9, '공단 industrial'), (0.9, '폐쇄 shut'), (0.9, '중단 suspend'), (0.9, '재개 resume'),
        (0.9, '침공 invade'), (0.9, '공격 attack'), (0.9, '포격 shelling'), (0.9, '격추 shot'), (0.9, '침몰 sink'), (0.9, '폭파 demolish'),
        (0.9, '체포 arrest'), (0.9, '억류 detain'), (0.9, '석방 release'), (0.9, '방문 visit'), (0.9, '사망 death'), (0.9, '암살 assassination'),
        (0.9, '살해 kill'), (0.9, '해킹 hack'), (0.9, '파병 troops'), (0.9, '사찰 inspection'), (0.9, '탈퇴 withdraw'), (0.9, '망명 defect'),
        (0.9, '연락사무소 liaison'), (0.9, '국경 border'), (0.9, '지뢰 mine'), (0.9, '땅굴 tunnel'), (0.9, '무인기 drone'), (0.9, '풍선 balloons'),
        (0.9, '수교 relations'), (0.9, '군사 military'), (0.9, '무역 trade'), (0.9, '수출 exports'), (0.9, '중유 fuel'), (0.9, '송환 return')
    ) as groups (weight, words)
)

select
    stem(one.word, 'porter') as word,
    other.word as akin,
    max(listed.weight)::double as weight
from listed
cross join (select unnest(listed.words) as word) as one
cross join (select unnest(listed.words) as word) as other
where stem(one.word, 'porter') <> stem(other.word, 'porter') and not regexp_matches(other.word, '[가-힣]')
group by stem(one.word, 'porter'), other.word
order by stem(one.word, 'porter'), other.word;
comment on table search_akin is 'Words that stand for one another in a question: forms of one verb, words of one meaning, Korean words of things.';

create table search_document as
with own_terms as (
    select
        search_source.id,
        search_name_terms(concat_ws(
            ' . ',
            any_value(search_source.title),
            string_agg(search_thing.name, ' . ' order by search_thing.name),
            -- An id is a title in other words.
            regexp_replace(search_source.id, '^[a-z]{2}-([0-9]{4}(-[0-9]{2}){0,2}-)?', '')
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
    coalesce(search_named.names, []) as names,
    (select count(*) from search_naming where search_naming.target = search_source.thing)::integer as mentions,
    array_to_string(
        list_concat(
            -- Names of its own and the title weigh three times as much as the text.
            own_terms.terms,
            own_terms.terms,
            own_terms.terms,
            search_terms(concat_ws(' . ', search_source.body, search_source.more, search_source.quote)),
            list_sort(list_distinct(search_name_terms(array_to_string(search_named.names, ' . '))))
        ),
        ' '
    ) as terms
from search_source
left join search_named on search_source.id = search_named.id
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

-- How each word is written most often, for what a mistyped one may have meant.
create table search_word as
with texts as (
    select concat_ws(' ', title, body, quote) as text
    from search_document
    union all
    -- Once each, however many things they are names of.
    select distinct name
    from search_thing
),

written as (
    select unnest(regexp_extract_all(nfc_normalize(text), '[\p{L}\p{N}’'']+')) as shown
    from texts
),

counted as (
    select
        search_tight(search_form(shown)) as word,
        shown,
        count(*) as times
    from written
    group by word, shown
)

select
    word,
    arg_max(shown, (times, shown)) as shown,
    sum(times)::integer as times
from counted
where length(word) > 1
group by word
order by word;
comment on table search_word is 'Every word of what search finds, as it is compared and as it is written.';

drop table search_named;
drop table search_naming;
drop table search_source;

comment on column search_stopword.stopword is 'The word.';
comment on column search_document.doc is 'Number in the index, in the order of the ids.';
comment on column search_document.id is 'Id of the record or expert, or the document and number of a paragraph.';
comment on column search_document.type is 'Type of record, expert or passage.';
comment on column search_document.is_whole is 'False for a clause, what is said of it, and an era: they come after whole records unless they are called by name.';
comment on column search_document.title is 'What a reader sees first.';
comment on column search_document.body is 'What it says in our words; for a passage, the words of the document.';
comment on column search_document.quote is 'Words of the documents that it is cited with.';
comment on column search_document.date_words is 'Its date as a reader says it.';
comment on column search_document.source is 'For a passage: the document.';
comment on column search_document.start_offset is 'For a passage: its first code point in the document, from 0.';
comment on column search_document.names is 'Every name of it and of what it names.';
comment on column search_document.mentions is 'How many things name it.';
comment on column search_document.terms is 'The words it is found by, in the form of the index.';
comment on column search_name.tight is 'A whole name in the form in which names are compared.';
comment on column search_name.doc is 'What is so named.';
comment on column search_akin.word is 'The stem of a word of a question.';
comment on column search_akin.akin is 'A word that may stand in its place.';
comment on column search_akin.weight is 'How much it counts in its place, from 0 to 1.';
comment on column search_word.word is 'The word as it is compared.';
comment on column search_word.shown is 'The word as it is written most often.';
comment on column search_word.times is 'How often it is written.';
