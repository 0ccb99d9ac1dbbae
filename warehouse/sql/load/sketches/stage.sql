create temp table staged_sketches as
select distinct
    staged.*,
    md5(to_json(staged)::varchar) as row_hash
from read_parquet($path) as staged
