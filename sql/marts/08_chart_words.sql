-- What charts say of a record beside its row, the same whatever the filters: who did not vote for a text, and other days of a date.
-- No parameters. One row is one vote, or one record that a source dates otherwise.
-- Used by: the charts unsc_votes and events_timeline.

create table vote_dissent as
with cast_by as (
    select vote_id, 1 as sort, 'against' as way, unnest(against_by) as actor_id from votes
    union all
    select vote_id, 2, 'abstained', unnest(abstained_by) from votes
    union all
    select vote_id, 3, 'not voting', unnest(not_voting_by) from votes
),

ways as (
    select vote_id, sort, way || ': ' || string_agg(short_name, ', ' order by short_name) as words
    from cast_by
    inner join actors on cast_by.actor_id = actors.actor_id
    group by vote_id, sort, way
)

select vote_id, string_agg(words, '; ' order by sort) as words
from ways
group by vote_id
order by vote_id;
comment on table vote_dissent is 'Who did not vote for a text of the Security Council, in words, as far as the record names them.';
comment on column vote_dissent.vote_id is 'The vote.';
comment on column vote_dissent.words is 'Members by how they voted: against, abstained, not voting.';

create table other_day as
select date_alternatives.record as record_id, list(distinct edtf.earliest order by edtf.earliest) as days
from date_alternatives
inner join edtf on date_alternatives.date = edtf.edtf
where date_alternatives.field = 'date'
group by date_alternatives.record
order by record_id;
comment on table other_day is 'Other days that sources give for the date of a record.';
comment on column other_day.record_id is 'The record.';
comment on column other_day.days is 'First day of each other date, in order.';
