create temp table staged as
select
    rows.*,
    'run' as run_id
from read_parquet($path) as rows
