create temp table staged_reassigned as
select distinct staged.*
from read_parquet($path) as staged
