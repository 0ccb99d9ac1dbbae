-- The event key is left out of the hash: a re-merge may change it, the evidence stays.
create temp table staged_provenance as
with
evidence as (
    select rows.* exclude (event_key)
    from read_parquet($path) as rows
)
select distinct
    null::varchar as event_key,
    evidence.*,
    md5(to_json(evidence)::varchar) as row_hash
from evidence
