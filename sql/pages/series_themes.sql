-- One row is one theme with its question, its series in order of display, and those of them that answer the question.
-- No parameters.
-- Used by: the choices of questions and of series on the page on exchange.
select
    series_theme.theme,
    series_theme.label,
    series_theme.question,
    list(series_group.series order by series_group.sort) as series,
    list(series_group.series order by series_group.sort) filter (where series_group.is_answer) as answers
from series_theme
inner join series_group on series_theme.theme = series_group.theme
group by series_theme.theme, series_theme.label, series_theme.question, series_theme.sort
order by series_theme.sort
