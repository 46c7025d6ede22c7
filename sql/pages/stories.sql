-- One row is one step of one story, with the story.
-- No parameters.
-- Used by: dashboard.stories.
select
    stories.story_id,
    stories.title as story_title,
    stories.question,
    stories.answer,
    story_steps.step,
    story_steps.title,
    story_steps.chart,
    story_steps.state,
    story_steps.mark,
    story_steps.text
from stories
inner join story_steps on stories.story_id = story_steps.story
order by stories.place, stories.story_id, story_steps.step
