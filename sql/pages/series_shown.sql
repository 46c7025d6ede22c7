-- One row is one series with what must be known of it: unit, frequency, source, terms and note, in order of display.
-- Parameters: series varchar[].
-- Used by: the notes under the charts of series.
select
    series.series_id,
    series.title,
    series.unit,
    series.frequency,
    series.licence,
    series.note,
    sources.publisher,
    sources.title as source_title,
    sources.url
from series
inner join series_group on series.series_id = series_group.series
inner join sources on series.source = sources.source_id
where list_contains($series::varchar[], series.series_id)
order by series_group.sort
