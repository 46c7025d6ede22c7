-- Stories: guided answers in our words, a file of data/stories each, read by the build with the line of every part.
-- What a step shows is written as in an address, `kind=alliance&from=1961`, so that it is checked as one is.
-- Used by: dashboard.store.build; the pages of stories.

create table stories (
    story_id varchar primary key,
    place integer not null,
    title varchar not null,
    question varchar not null,
    answer varchar not null
);
comment on table stories is 'Guided answers: a question, a short answer, and steps. Loaded from data/stories.';
comment on column stories.story_id is 'Name of its file without the ending.';
comment on column stories.place is 'Place in the list of stories.';
comment on column stories.title is 'What it is called.';
comment on column stories.question is 'The question that it answers.';
comment on column stories.answer is 'The answer in a sentence or two.';

create table story_steps (
    story varchar not null references stories (story_id),
    step integer not null,
    title varchar not null,
    chart varchar not null,
    state varchar not null,
    mark varchar,
    text varchar not null,
    line integer not null,
    primary key (story, step)
);
comment on table story_steps is 'The steps of the stories: a chart in a state, and a few sentences.';
comment on column story_steps.story is 'The story.';
comment on column story_steps.step is 'Its number, from 1.';
comment on column story_steps.title is 'What it says, in a line.';
comment on column story_steps.chart is 'The chart that is shown.';
comment on column story_steps.state is 'The filters of the chart, as an address has them.';
comment on column story_steps.mark is 'The mark that the step speaks of.';
comment on column story_steps.text is 'Sentences with records in brackets and counts in braces; a blank line ends a paragraph.';
comment on column story_steps.line is 'Line of the file on which it begins.';

create table story_counts (
    story varchar not null references stories (story_id),
    name varchar not null,
    chart varchar,
    state varchar not null,
    conditions varchar not null,
    total varchar,
    first_record varchar,
    last_record varchar,
    line integer not null,
    primary key (story, name)
);
comment on table story_counts is 'Numbers of the stories that are computed: rows of a chart, the sum of a column of it, or the days between two records.';
comment on column story_counts.story is 'The story.';
comment on column story_counts.name is 'What stands for it in the sentences, in braces.';
comment on column story_counts.chart is 'The chart whose rows are counted.';
comment on column story_counts.state is 'The filters of that chart, as an address has them.';
comment on column story_counts.conditions is 'What columns of a row must hold for it to count, written like filters.';
comment on column story_counts.total is 'The column that is summed; without one, rows are counted.';
comment on column story_counts.first_record is 'For days: the record from whose first day they are counted.';
comment on column story_counts.last_record is 'For days: the record to whose first day they are counted.';
comment on column story_counts.line is 'Line of the file on which it stands.';

create table story_records (
    story varchar not null references stories (story_id),
    step integer not null,
    record varchar not null,
    line integer not null,
    primary key (story, step, record)
);
comment on table story_records is 'The records that the steps of the stories name.';
comment on column story_records.story is 'The story.';
comment on column story_records.step is 'The step; 0 for a record that a count names.';
comment on column story_records.record is 'The record.';
comment on column story_records.line is 'Line of the file on which it is named first.';
