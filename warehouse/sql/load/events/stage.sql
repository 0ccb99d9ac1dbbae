-- Id and time of upload are left out of the hash: they are no content.
create temp table staged_events as
with
content as (
    select rows.* exclude (event_id_cnty, timestamp)
    from read_parquet($path) as rows
),
hashes as (
    select distinct
        content.event_key,
        md5(to_json(content)::varchar) as row_hash
    from content
)
select distinct
    rows.*,
    hashes.row_hash
from read_parquet($path) as rows
inner join hashes on rows.event_key = hashes.event_key
