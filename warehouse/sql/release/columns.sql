select
    columns.table_name,
    columns.column_name,
    columns.data_type
from information_schema.columns as columns
where
    columns.table_schema = 'main'
    and columns.table_name in (
        'acled_style', 'release_articles', 'release_provenance', 'release_quarantine'
    )
order by columns.table_name, columns.ordinal_position
