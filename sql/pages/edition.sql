-- One row: the day of the latest dated work on the record, which dates its version in citations, and how many changes it has seen.
-- No parameters.
-- Used by: citations.
select
    coalesce(
        (
            select max(days.day)
            from (
                select changes.day::varchar as day from changes
                union all
                select citations.read_on as day from citations
            ) as days
            where length(days.day) = 10
        ),
        ''
    ) as day,
    (select count(*) from changes) as changes
