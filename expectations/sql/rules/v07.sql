-- V07 No text has space at its ends, a tab, a line break or two spaces in a row.
select
    file_row_number,
    event_key,
    column_name || ' is "' || cell || '"' as detail
from text_cells
where trim(cell) <> '' and regexp_matches(cell, '^\s|\s$|[\t\r\n]|  ')
