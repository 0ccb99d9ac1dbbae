-- Tables that hold rows, without views and temporary tables.
select tables.table_name
from duckdb_tables() as tables
where
    not tables.internal
    and not tables.temporary
order by tables.table_name
