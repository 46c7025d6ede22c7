-- What charts of positions say of each one, the same whatever the filters: its sentence, where it lies in time, and whose it is.
-- No parameters. One row is one position with a stance that was traced to a source.
-- Used by: the charts of the page on positions.

create table position_mark as
with stances (stance, words) as (
    values (-2, 'strongly against'), (-1, 'leans against'), (0, 'balanced'), (1, 'leans for'), (2, 'strongly for')
),

last_day as (
    select max(date_latest) as day from record where type = 'event'
),

said as (
    select
        positions.*,
        concat_ws(
            '; ',
            ' (' || printf('%+d', positions.stance) || '): ' || rtrim(positions.claim, '.'),
            'on condition: ' || rtrim(positions.condition, '.')
        ) as words,
        case
            when positions.date_latest > date '9000-01-01' then positions.date_earliest
            else greatest(positions.date_earliest, least(positions.date_latest, last_day.day))
        end as placed_latest
    from filter_position as positions
    cross join last_day
    where positions.stance is not null
)

select
    said.record_id,
    concat_ws(
        '; ',
        said.expert_name || ', ' || coalesce(said.date_words, 'no date') || ', ' || stances.words || said.words,
        if(said.speaks_as = 'official_act', 'an act of office', null),
        case said.checked when 0 then 'not cross-checked' when 1 then 'one source' end,
        if(said.is_disputed, 'sources disagree', null)
    ) as label,
    coalesce(said.date_words, 'no date') || said.words as said_when,
    said.expert_name || said.words as said_by,
    said.expert_name || ' (' || printf('%+d', said.stance) || ')' as person,
    topics.csv_line as topic_sort,
    said.date_earliest + ((said.placed_latest - said.date_earliest) // 2)::integer as middle,
    said.placed_latest,
    said.is_disputed or said.has_contradicted_claim as is_disputed,
    said.speaks_as = 'official_act' as is_act,
    roles.label as role,
    roles.sort as role_sort,
    actors.short_name as country,
    replace(concat_ws('-', said.topic, lower(coalesce(said.country, 'none')), said.role), '_', '-') as group_mark,
    concat(said.topic_label, ', ', lower(roles.label), ', ', coalesce(actors.short_name, 'country not known'), ': ') as group_words
from said
inner join stances on said.stance = stances.stance
inner join topics on said.topic = topics.topic_id
inner join codes as roles on roles.vocabulary = 'expert_role' and said.role = roles.code
left join actors on said.country = actors.actor_id
order by said.record_id;
comment on table position_mark is 'What charts of positions say of each one with a stance, and where it lies in time.';
comment on column position_mark.record_id is 'The position.';
comment on column position_mark.label is 'Who held what, when, on what condition, and how well it is supported.';
comment on column position_mark.said_when is 'When what was held, on what condition.';
comment on column position_mark.said_by is 'Who held what, on what condition.';
comment on column position_mark.person is 'Who, and the stance.';
comment on column position_mark.topic_sort is 'Place of the topic in their order.';
comment on column position_mark.middle is 'The middle of the days that its date may mean, where it is drawn.';
comment on column position_mark.placed_latest is 'Its last day; for an open date the first, and none after the last event.';
comment on column position_mark.is_disputed is 'Whether sources disagree or a claim about it is contradicted.';
comment on column position_mark.is_act is 'Whether it is an act of office, not a view.';
comment on column position_mark.role is 'Role of the person in words.';
comment on column position_mark.role_sort is 'Place of the role in their order.';
comment on column position_mark.country is 'Country of the person in words.';
comment on column position_mark.group_mark is 'The positions of one topic, country and role, as an id.';
comment on column position_mark.group_words is 'The same in words, to begin a sentence.';
