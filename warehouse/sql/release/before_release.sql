-- The events of an earlier release, from its files.
create or replace temp view before as
select rows.*
from read_parquet(getvariable('before_files'), hive_partitioning = false) as rows
