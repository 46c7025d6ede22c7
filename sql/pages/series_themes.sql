-- One row is one theme with its series in order of display.
-- No parameters.
-- Used by: the choice of series on the page on exchange.
select
    series_theme.theme,
    series_theme.label,
    list(series_group.series order by series_group.sort) as series
from series_theme
inner join series_group on series_theme.theme = series_group.theme
group by series_theme.theme, series_theme.label, series_theme.sort
order by series_theme.sort
