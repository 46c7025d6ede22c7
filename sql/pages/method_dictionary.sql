-- One row is one column of one table of this database, with the comments that the schema gives to both.
-- No parameters. `is_data` tells tables that people keep as CSV from derived ones; the manifest, the search index, the joined tables behind the filters and what charts draw of each record are left out.
-- Used by: the data dictionary on the method page.
with tables as (
    select
        table_name,
        table_oid,
        coalesce(comment, '') as meaning
    from duckdb_tables()
    where
        database_name = current_database()
        and schema_name = 'main'
        and table_name != 'manifest'
        and not starts_with(table_name, 'search_')
        and not starts_with(table_name, 'filter_')
        and not starts_with(table_name, 'chart_')
),

keys as (
    select
        table_name,
        unnest(constraint_column_names) as column_name
    from duckdb_constraints()
    where database_name = current_database() and constraint_type = 'PRIMARY KEY'
)

select
    tables.table_name,
    tables.meaning as table_meaning,
    exists (
        select 1
        from duckdb_columns() as lines
        where lines.database_name = current_database() and lines.table_name = tables.table_name and lines.column_name = 'csv_line'
    ) as is_data,
    columns.column_name,
    columns.data_type,
    not columns.is_nullable as is_required,
    keys.column_name is not null as is_key,
    coalesce(columns.comment, '') as meaning
from tables
inner join duckdb_columns() as columns on tables.table_name = columns.table_name
left join keys on columns.table_name = keys.table_name and columns.column_name = keys.column_name
where
    columns.database_name = current_database()
    and columns.schema_name = 'main'
    and columns.column_name != 'csv_line'
order by is_data desc, tables.table_oid, columns.column_index
