-- Bad row: a step or a count of a story that names a record that is not there.
-- No parameters. Charts, filters and marks are checked by dashboard.checks.stories, which knows them.
-- Used by: build and check.
select
    'stories/' || story_records.story || '.toml' as file,
    story_records.line as line,
    if(story_records.step = 0, 'counts', concat('step ', story_records.step)) as "column",
    story_records.record as value,
    'the id of a record' as expected
from story_records
where story_records.record not in (select record_id from record)
order by file, line
