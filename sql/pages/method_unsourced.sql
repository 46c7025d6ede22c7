-- One row is one measured series with values that were not seen in the source they name.
-- No parameters.
-- Used by: the method page.
select
    series.series_id,
    series.title,
    sources.publisher,
    count(*) as observations,
    count(*) filter (where observations.status = 'unsourced') as unsourced
from observations
inner join series on observations.series = series.series_id
inner join sources on series.source = sources.source_id
group by series.series_id, series.title, sources.publisher
having count(*) filter (where observations.status = 'unsourced') > 0
order by unsourced desc, series.title
