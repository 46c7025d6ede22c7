-- One row is an expert, a source or an era with what its page says; no row where there is none of that kind and id.
-- Parameters: kind varchar (expert, source or era); thing varchar.
-- Used by: the pages of experts, sources and eras.
select
    'expert' as kind,
    experts.expert_id as thing,
    experts.name as title,
    roles.label as subtitle,
    experts.affiliation_note as summary,
    experts.affiliation,
    coalesce(countries.short_name, experts.country) as country,
    null as publisher,
    null as author,
    null as published,
    null as doi,
    null as read_at,
    null as start_date,
    null as end_date,
    experts.url,
    null as voice
from experts
left join codes as roles on experts.role = roles.code and roles.vocabulary = 'expert_role'
left join actors as countries on experts.country = countries.actor_id
where $kind = 'expert' and experts.expert_id = $thing
union all
select
    'source',
    sources.source_id,
    sources.title,
    coalesce(sources.genre, kinds.label),
    sources.reliability_note,
    null,
    null,
    sources.publisher,
    sources.author,
    sources.published,
    sources.doi,
    sources.read_at,
    null,
    null,
    sources.url,
    voices.label
from sources
left join codes as kinds on sources.kind = kinds.code and kinds.vocabulary = 'source_kind'
left join codes as voices on sources.voice = voices.code and voices.vocabulary = 'voice'
where $kind = 'source' and sources.source_id = $thing
union all
select
    'era',
    eras.era_id,
    eras.label,
    'Era',
    eras.reason,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    eras.start_date::varchar,
    eras.end_date::varchar,
    null,
    null
from eras
where $kind = 'era' and eras.era_id = $thing
