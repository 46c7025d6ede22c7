-- One row is one page that stays: of a record, an expert, a source or an era.
-- No parameters. Single values of series have pages too, but say little by themselves.
-- Used by: the site map.
select '/r/' || record_id as path
from record
where type != 'observation'
union all
select '/experts/' || expert_id
from experts
union all
select '/sources/' || source_id
from sources
union all
select '/eras/' || era_id
from eras
order by path
