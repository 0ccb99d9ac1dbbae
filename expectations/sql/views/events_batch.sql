-- The staged events, with the number of each row: it names a row
-- whose id is the bad field.
create view events_batch as
select * from read_parquet('$path', file_row_number = true)
