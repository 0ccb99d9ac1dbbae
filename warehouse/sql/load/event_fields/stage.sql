create temp table staged_event_fields as
select distinct
    staged.*,
    md5(to_json(staged)::varchar) as row_hash
from read_parquet($path) as staged
