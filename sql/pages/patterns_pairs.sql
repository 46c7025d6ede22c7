-- One row is one pair of classes that can be compared, in order of display: anchors first, then what is counted around them.
-- No parameters. The classes are those of sql/charts/patterns_before_after.sql.
-- Used by: dashboard.vocabulary as the kinds of the page of patterns, and that page for its two choices.
with classes (class, name, anchor_sort, outcome_sort) as (
    values
    ('talks', 'Talks', 1, 3),
    ('summits', 'Summits', 2, 4),
    ('visits', 'Visits by envoys', 3, null),
    ('agreements', 'Agreements', 4, 5),
    ('sanctions', 'Sanctions', 5, 6),
    ('exercises', 'Military exercises', 6, null),
    ('launches', 'Launches', 7, 1),
    ('tests', 'Nuclear tests', 8, 2),
    ('clashes', 'Clashes and incidents', 9, 7),
    ('leadership', 'Leadership', 10, null),
    ('elections', 'US elections', 11, null),
    ('presidential', 'US presidential elections', 12, null),
    ('detentions', 'Detentions of US citizens', null, 8),
    ('aid', 'Aid and humanitarian steps', null, 9)
)

select
    anchors.class || '-' || outcomes.class as code,
    outcomes.name || ' around ' || if(starts_with(anchors.name, 'US '), anchors.name, lower(anchors.name[1]) || anchors.name[2:]) as label,
    anchors.class as anchor,
    anchors.name as anchor_name,
    outcomes.class as outcome,
    outcomes.name as outcome_name,
    outcomes.outcome_sort
from (select * from classes where anchor_sort is not null) as anchors
cross join (select * from classes where outcome_sort is not null) as outcomes
where anchors.class <> outcomes.class
order by anchors.anchor_sort, outcomes.outcome_sort;
