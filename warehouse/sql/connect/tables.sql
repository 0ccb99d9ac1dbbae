select tables.table_name
from information_schema.tables as tables
where tables.table_schema = 'main'
order by tables.table_name
