-- One row is one kind that a page's kind filter accepts, in order of display.
-- Parameters: vocabulary varchar, a vocabulary of codes.csv, topic for the topics of positions, coded_source for what was imported, or series for the series and the events marked with them.
-- Used by: dashboard.vocabulary.
select
    code,
    label
from (
    select
        code,
        label,
        sort
    from codes
    where vocabulary = $vocabulary
    union all
    select
        coded_source.code,
        coded_source.label,
        coded_source.sort
    from coded_source
    inner join coded.sources as imported on coded_source.code = imported.source
    where $vocabulary = 'coded_source'
    union all
    select
        topic_id,
        label,
        row_number() over (order by csv_line)
    from topics
    where $vocabulary = 'topic'
    union all
    select
        series_group.series,
        series_theme.label || ': ' || series_group.short_title,
        series_group.sort
    from series_group
    inner join series_theme on series_group.theme = series_theme.theme
    where $vocabulary = 'series'
    union all
    select
        code,
        'Marked on the chart: ' || label,
        1000 + sort
    from codes
    where
        $vocabulary = 'series'
        and vocabulary = 'event_kind'
        and code in ('war', 'summit', 'talks', 'agreement', 'sanctions', 'nuclear_test', 'missile_test', 'leadership', 'humanitarian')
)
order by sort, code
