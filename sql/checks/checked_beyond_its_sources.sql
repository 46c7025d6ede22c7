-- Bad row: more sources are said to agree than are cited. Reports of one publisher and day count once: they copy each other.
-- No parameters. A source that was not opened, or was written before it, agrees with nothing.
-- Used by: build and check.
with agreeing as (
    select
        citations.record,
        count(distinct if(
            sources.kind in ('press', 'aggregator'),
            coalesce(sources.publisher || ' ' || sources.published, sources.source_id),
            sources.source_id
        )) as sources
    from citations
    inner join sources on citations.source = sources.source_id
    where
        citations.role in ('supports', 'quotes', 'evidence')
        and not regexp_matches(citations.cited_for, 'not opened|written before it', 'i')
    group by citations.record
)

select
    concat(stated.name, '.csv') as file,
    stated.csv_line as line,
    'checked' as "column",
    stated.checked::varchar as value,
    concat('at most ', coalesce(agreeing.sources, 0), ', the sources cited with ', stated.record_id, ' that do not copy each other') as expected
from (
    select event_id as record_id, checked, csv_line, 'events' as name
    from events
    union all
    select treaty_id, checked, csv_line, 'treaties'
    from treaties
    union all
    select vote_id, checked, csv_line, 'votes'
    from votes
    union all
    select position_id, checked, csv_line, 'positions'
    from positions
    union all
    select launch_id, checked, csv_line, 'missile_launches'
    from missile_launches
    union all
    select test_id, checked, csv_line, 'nuclear_tests'
    from nuclear_tests
    union all
    select detention_id, checked, csv_line, 'detentions'
    from detentions
    union all
    select 'ac-' || lower(actor_id), checked, csv_line, 'actors'
    from actors
) as stated
left join agreeing on stated.record_id = agreeing.record
where stated.checked > coalesce(agreeing.sources, 0)
order by file, line
