-- V01 The 31 columns are present, in the export order.
with found as (
    select
        column_name,
        row_number() over (order by ordinal_position) as place
    from information_schema.columns
    where table_name = 'events_batch' and column_name in (select name from columns_of_codebook)
)
select
    cast(null as bigint) as file_row_number,
    cast(null as varchar) as event_key,
    'column ' || c.name || ' is missing or not number ' || c.place as detail
from columns_of_codebook as c
left join found as f on f.column_name = c.name and f.place = c.place
where f.column_name is null
