-- The ledger's tables, and whether the lake has each with the same columns in the same order.
with
columns as (
    select
        table_name,
        list(column_name order by column_index) filter (database_name = 'ledger') as ours,
        list(column_name order by column_index) filter (database_name = 'lake') as theirs
    from duckdb_columns()
    where
        database_name in ('ledger', 'lake')
        and schema_name = 'main'
        and table_name in (
            select table_name from duckdb_tables() where database_name = 'ledger'
        )
    group by table_name
)
select
    table_name,
    coalesce(ours = theirs, false) as is_there
from columns
where table_name <> 'mirrored'
order by table_name
