-- One row: the figures at the top of the overview.
-- No parameters.
-- Used by: the overview.
select
    (select count(*) from events) as events,
    (select min(year(date_earliest)) from record where type = 'event') as first_year,
    (select max(year(date_latest)) from record where type = 'event') as last_year,
    (select count(*) from treaties) as treaties,
    (select count(*) from treaties where end_mode = 'in_force') as in_force,
    (select count(*) from positions where traced) as positions,
    (select count(distinct expert) from positions where traced) as experts,
    (select count(*) from claims) as claims,
    (select count(*) from claims where verdict = 'contradicted') as contradicted,
    (select count(*) from sources) as sources,
    (select count(*) from evidence where role != 'mention' and not starts_with(record_id, 'ob-')) as citations,
    (
        select count(*) from evidence
        where role != 'mention' and not starts_with(record_id, 'ob-') and place_state != 'page_only'
    ) as placed,
    (select round(100.0 * count(*) filter (where checked >= 2) / count(*))::integer || ' %' from events) as two_sources
