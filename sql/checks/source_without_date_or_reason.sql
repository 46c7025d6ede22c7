-- Bad row: a source has neither a date nor the reason why not, or both.
-- No parameters. The reasons have fixed wordings, so that they can be counted.
-- Used by: build and check.
select
    'sources.csv' as file,
    csv_line as line,
    'published' as "column",
    coalesce(published, '') as value,
    if(
        published is null,
        'a date, or in reliability_note “Updated without a date.”, “Its date was not seen.” or “Undated.”',
        'no date, because reliability_note says that there is none'
    ) as expected
from sources
where
    (published is null) <> regexp_matches(
        coalesce(reliability_note, ''),
        'Updated without a date\.|Its date was not seen\.|Undated|the date in the address is not that of the report'
    )
order by line
