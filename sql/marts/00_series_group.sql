-- What a reader needs to choose among the series: theme, short name, whom they speak of; and the values that stand on another basis.
-- No parameters. A series that is not listed here falls under the theme other.
-- Used by: the filter macros of measures, the vocabulary of series, the charts of exchange.

create table series_theme as
select *
from (
    values
    ('aid', 'Aid', 'How much was given?', 1),
    ('trade', 'Trade and economy', 'What was traded?', 2),
    ('people', 'Refugees', 'Who came?', 3),
    ('detained', 'Detentions', 'Who was held?', 4),
    ('remains', 'Remains of the war dead', 'Who came home?', 5),
    ('forces', 'Troops and exercises', 'How many troops?', 6),
    ('votes', 'Votes in the United Nations', 'How did they vote?', 7),
    ('weapons', 'Weapons and provocations', 'What was launched?', 8),
    ('sanctions', 'Sanctions', 'Who was sanctioned?', 9),
    ('power', 'Disputes and power', 'How strong?', 10),
    ('other', 'Other', 'What else was counted?', 11)
) as themes (theme, label, question, sort);
comment on table series_theme is 'Groups of series, in order of display.';
comment on column series_theme.theme is 'Code of the group.';
comment on column series_theme.label is 'Name of the group.';
comment on column series_theme.question is 'What a reader asks whom its series answer.';
comment on column series_theme.sort is 'Order of display.';

create table series_group as
with listed as (
    select *
    from (
        values
        ('us-aid-total-musd', 'aid', 'US assistance, total', ['USA', 'PRK'], false, 1, true),
        ('us-aid-food-musd', 'aid', 'US food aid, value', ['USA', 'PRK'], false, null, false),
        ('us-aid-food-tonnes', 'aid', 'US food aid, quantity', ['USA', 'PRK'], false, null, true),
        ('us-aid-kedo-musd', 'aid', 'US contributions to KEDO', ['USA', 'PRK', 'KEDO'], false, null, false),
        ('us-aid-fuel-oil-6pt-musd', 'aid', 'US fuel oil under the Six-Party Talks', ['USA', 'PRK'], false, null, false),
        ('us-aid-medical-other-musd', 'aid', 'US medical and other aid', ['USA', 'PRK'], false, null, false),
        ('humanitarian-funding-prk-musd', 'aid', 'Humanitarian funding, all donors', ['PRK', 'UN'], false, 2, true),
        ('us-exports-to-prk-musd', 'trade', 'US exports to North Korea', ['USA', 'PRK'], false, 3, true),
        ('us-imports-from-prk-musd', 'trade', 'US imports from North Korea', ['USA', 'PRK'], false, null, true),
        ('china-prk-trade-musd', 'trade', 'China-North Korea trade', ['CHN', 'PRK'], false, 4, true),
        ('prk-gdp-growth-bok', 'trade', 'Growth of North Korea''s economy', ['PRK'], false, 5, false),
        ('prk-refugees-us-fy', 'people', 'Refugees admitted to the US', ['USA', 'PRK'], false, 6, true),
        ('prk-refugees-us-cumulative', 'people', 'Refugees admitted to the US, running total', ['USA', 'PRK'], true, null, false),
        ('defector-arrivals-kor', 'people', 'Arrivals in South Korea', ['PRK', 'KOR'], false, 7, true),
        ('us-citizens-detained-new', 'detained', 'US citizens newly detained', ['USA', 'PRK'], false, null, true),
        ('us-citizens-held-yearend', 'detained', 'US citizens held at the end of the year', ['USA', 'PRK'], true, 8, true),
        ('us-remains-returned', 'remains', 'Remains handed over', ['USA', 'PRK'], false, 9, true),
        ('us-remains-joint-recovery-cumulative', 'remains', 'Remains recovered together, running total', ['USA', 'PRK'], true, null, true),
        ('us-troops-kor', 'forces', 'US troops in South Korea', ['USA', 'KOR'], true, 10, true),
        ('us-rok-exercises-year', 'forces', 'Exercises of US and South Korean forces', ['USA', 'KOR'], false, null, false),
        ('us-rok-exercises-bilateral-year', 'forces', 'Exercises of the two alone', ['USA', 'KOR'], false, null, false),
        ('armed-forces-prk', 'forces', 'Armed forces of North Korea', ['PRK'], true, null, true),
        ('armed-forces-kor', 'forces', 'Armed forces of South Korea', ['KOR'], true, null, true),
        ('unga-agreement-usa-prk', 'votes', 'Same vote in the UN, US and North Korea', ['USA', 'PRK', 'UN'], false, 11, true),
        ('unga-opposed-usa-prk', 'votes', 'Opposite votes in the UN', ['USA', 'PRK', 'UN'], false, null, false),
        ('unga-votes-both-usa-prk', 'votes', 'Roll calls in which both took part', ['USA', 'PRK', 'UN'], false, null, false),
        ('unga-ideal-point-usa', 'votes', 'UN ideal point, United States', ['USA', 'UN'], true, null, false),
        ('unga-ideal-point-prk', 'votes', 'UN ideal point, North Korea', ['PRK', 'UN'], true, null, false),
        ('unga-ideal-point-kor', 'votes', 'UN ideal point, South Korea', ['KOR', 'UN'], true, null, false),
        ('unga-ideal-point-chn', 'votes', 'UN ideal point, China', ['CHN', 'UN'], true, null, false),
        ('unga-ideal-point-rus', 'votes', 'UN ideal point, Russia', ['RUS', 'UN'], true, null, false),
        ('unga-ideal-distance-usa-prk', 'votes', 'Distance of UN ideal points', ['USA', 'PRK', 'UN'], true, null, true),
        ('missiles-launched-year', 'weapons', 'Ballistic missiles and space launchers', ['PRK'], false, null, true),
        ('missile-launch-days-year', 'weapons', 'Days with a launch', ['PRK'], false, null, false),
        ('cruise-missile-events-year', 'weapons', 'Cruise missile tests', ['PRK'], false, null, false),
        ('provocations-missile-year', 'weapons', 'Missile provocations (CSIS)', ['PRK'], false, null, false),
        ('provocations-nuclear-year', 'weapons', 'Nuclear provocations (CSIS)', ['PRK'], false, null, false),
        ('provocations-other-year', 'weapons', 'Other provocations (CSIS)', ['PRK'], false, null, false),
        ('nuclear-warheads-prk', 'weapons', 'Estimated nuclear warheads', ['PRK'], true, 12, true),
        ('unsc-sanctions-resolutions-prk', 'sanctions', 'Security Council sanctions resolutions', ['UN', 'UNSC', 'PRK'], false, null, true),
        ('un-1718-listings-people', 'sanctions', 'Persons newly listed by the UN', ['UN', 'UNSC', 'PRK'], false, null, true),
        ('un-1718-listings-entities', 'sanctions', 'Entities newly listed by the UN', ['UN', 'UNSC', 'PRK'], false, null, true),
        ('mid-onset-usa-prk', 'power', 'New militarised disputes (1 is yes)', ['USA', 'PRK'], true, null, false),
        ('mid-ongoing-usa-prk', 'power', 'Militarised disputes under way (1 is yes)', ['USA', 'PRK'], true, null, false),
        ('cinc-usa', 'power', 'National capability, United States', ['USA'], true, null, true),
        ('cinc-prk', 'power', 'National capability, North Korea', ['PRK'], true, null, true),
        ('cinc-kor', 'power', 'National capability, South Korea', ['KOR'], true, null, true)
    ) as groups (series, theme, short_title, actors, is_state, main_sort, is_answer)
)

select
    series.series_id as series,
    coalesce(listed.theme, 'other') as theme,
    coalesce(listed.short_title, series.title) as short_title,
    coalesce(listed.actors, []::varchar[]) as actors,
    coalesce(listed.is_state, true) as is_state,
    listed.main_sort,
    coalesce(listed.is_answer, true) as is_answer,
    row_number() over (order by series_theme.sort, series.csv_line)::integer as sort
from series
left join listed on series.series_id = listed.series
inner join series_theme on coalesce(listed.theme, 'other') = series_theme.theme;
comment on table series_group is 'Each series with its theme, its short name and whom it speaks of.';
comment on column series_group.series is 'The series.';
comment on column series_group.theme is 'Its theme.';
comment on column series_group.short_title is 'Name for lists and charts.';
comment on column series_group.actors is 'Whom it speaks of; what the actor filter compares.';
comment on column series_group.is_state is 'Whether a value holds at a time; otherwise it adds up over its year, and a year that is not over is partial.';
comment on column series_group.main_sort is 'Place among the main series; empty for the others.';
comment on column series_group.is_answer is 'Whether it is shown as an answer to the question of its theme; the others stand behind.';
comment on column series_group.sort is 'Order of display.';

create table observation_basis as
select *
from (
    values
    ('ob-us-troops-kor-1951', 'apart', 'repeats the value of 1953'),
    ('ob-us-troops-kor-1952', 'apart', 'repeats the value of 1953'),
    ('ob-us-remains-returned-1954', 'apart', 'bodies of all nations, not boxes'),
    ('ob-us-remains-returned-1990-1994', 'apart', 'sum of the five single years'),
    ('ob-us-remains-joint-recovery-cumulative-1996-2005', 'apart', 'a later count of the whole period'),
    ('ob-china-prk-trade-musd-2013', 'break', 'from here as KOTRA counts'),
    ('ob-china-prk-trade-musd-2015', 'break', 'from here as a research institute counts'),
    ('ob-china-prk-trade-musd-2016', 'break', 'from here as Chinese customs count'),
    ('ob-unga-ideal-point-prk-2015', 'break', 'the estimate jumps here in the source'),
    ('ob-unga-ideal-distance-usa-prk-2015', 'break', 'the estimate jumps here in the source'),
    ('ob-unga-agreement-usa-prk-2019', 'partial', 'the session is incomplete'),
    ('ob-unga-opposed-usa-prk-2019', 'partial', 'the session is incomplete'),
    ('ob-unga-votes-both-usa-prk-2019', 'partial', 'the session is incomplete')
) as bases (observation, basis, reason);
comment on table observation_basis is 'Values that stand on another basis than the rest of their series.';
comment on column observation_basis.observation is 'The value.';
comment on column observation_basis.basis is 'Apart: not comparable with the rest. Break: the basis changes from here on. Partial: not the whole period.';
comment on column observation_basis.reason is 'Why, in a few words.';
