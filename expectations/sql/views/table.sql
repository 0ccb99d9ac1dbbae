-- A Parquet file under its own name: a staged frame, or a table of the codebook.
create view $name as
select * from read_parquet('$path')
