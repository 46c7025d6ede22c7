-- One row is one name as it is compared, without spaces and hyphens, with a way in which it is written and the main names of what it names.
-- No parameters.
-- Used by: dashboard.record.lexicon.
select
    tight,
    min(name) as shown,
    list(distinct search_form(main_name) order by search_form(main_name)) as main_names
from search_thing
where tight <> ''
group by tight
order by tight
