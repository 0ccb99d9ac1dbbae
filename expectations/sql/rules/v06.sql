-- V06 A blank optional text is null, never an empty or stand-in text.
select
    file_row_number,
    event_key,
    column_name || ' is "' || cell || '"' as detail
from text_cells
where
    column_name in (select name from columns_of_codebook where not required)
    and trim(cell) in ('', 'nan', 'NaN', 'None', 'null', 'NULL', 'N/A', 'n/a')
