-- One row is one number that a story computes; `days` is filled where it is days between two records.
-- No parameters.
-- Used by: dashboard.stories.
select
    story_counts.story,
    story_counts.name,
    story_counts.chart,
    story_counts.state,
    story_counts.conditions,
    story_counts.total,
    last_one.date_earliest - first_one.date_earliest as days
from story_counts
left join record as first_one on story_counts.first_record = first_one.record_id
left join record as last_one on story_counts.last_record = last_one.record_id
order by story_counts.story, story_counts.name
