-- One row is one name of what a filter of a page accepts, or its id, and the values that it means: several where a former topic is now two.
-- Parameters: vocabulary varchar, as in vocabulary_kinds.
-- Used by: dashboard.record.vocabulary.
with named (attribute, name, code) as (
    select 'actors', unnest([actor_id, name, short_name]), actor_id
    from actors
    union all
    select 'actors', unnest([expert_id, name]), expert_id
    from experts
    union all
    select 'actors', alias, target
    from aliases
    where target in (select actor_id from actors) or target in (select expert_id from experts)
    union all
    select 'eras', unnest([era_id, label, short_name]), era_id
    from eras
    union all
    select 'kinds', unnest([code, label]), code
    from codes
    where vocabulary = $vocabulary
    union all
    select 'kinds', unnest([topic_id, label, was]), topic_id
    from topics
    where $vocabulary = 'topic'
)

select
    attribute,
    name,
    list_sort(list(distinct code)) as codes
from named
where name is not null
group by attribute, name
order by attribute, name
