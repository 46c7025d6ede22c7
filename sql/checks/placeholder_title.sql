-- Bad row: a title that describes a text as if it were printed on it. A description stands in square brackets.
-- No parameters. A title that was seen is let through where the note says so, or where the text is primary, official or a work.
-- Used by: build and check.
select
    'sources.csv' as file,
    csv_line as line,
    'title' as "column",
    title as value,
    'the title as printed, or a description in square brackets' as expected
from sources
where
    kind in ('press', 'aggregator', 'unsigned_web_page')
    and regexp_matches(
        title,
        '^((yonhap|ap|afp|cnn|kbs|reuters|bbc) )?report (of|on|linked)\b.*(launch|\d{4})|^report linked|^(article|page|pages|post|story|item) (of|on|about)\b'
        || '|^(announcement|statement) of \d|download linked',
        'i'
    )
    and not contains(coalesce(reliability_note, ''), 'Title as printed.')
order by line
