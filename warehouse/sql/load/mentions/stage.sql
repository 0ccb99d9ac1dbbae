-- The event key is left out of the hash: a merge may change it, the report stays.
create temp table staged_mentions as
with
reports as (
    select rows.* exclude (event_key)
    from read_parquet($path) as rows
),
hashes as (
    select distinct
        reports.mention_id,
        md5(to_json(reports)::varchar) as row_hash
    from reports
)
select distinct
    rows.*,
    hashes.row_hash
from read_parquet($path) as rows
inner join hashes on rows.mention_id = hashes.mention_id
