-- Bad row: a name that stands for more than one thing and does not say so in its note.
-- No parameters. Names are compared without case, diacritics, spaces and punctuation, as a reader types them.
-- Used by: build and check.
with plain as (
    select
        *,
        regexp_replace(lower(strip_accents(alias)), '[^\p{L}\p{N}]', '', 'g') as name
    from aliases
)

select
    'aliases.csv' as file,
    plain.csv_line as line,
    'note' as "column",
    plain.alias as value,
    'a note that says what else the name means: '
    || array_to_string(list_sort(list(distinct others.target)), ', ') as expected
from plain
inner join plain as others on plain.name = others.name and plain.target != others.target
where plain.note is null
group by plain.csv_line, plain.alias, plain.target
order by plain.csv_line
