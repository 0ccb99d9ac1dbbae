-- SQL comments of all columns of tables, as the fallback description of released columns.
select
    columns.table_name,
    columns.column_name,
    columns.comment
from duckdb_columns() as columns
where
    columns.schema_name = 'main'
    and columns.comment is not null
order by columns.table_name, columns.column_index
