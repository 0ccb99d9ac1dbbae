-- The id of each row, and the time of upload: the stored one where the content is unchanged.
with
content as (
    select events.* exclude (event_id_cnty, timestamp)
    from claiming as events
),
hashes as (
    select
        content.event_key,
        md5(to_json(content)::varchar) as row_hash
    from content
)
select
    hashes.event_key,
    registry.event_id_cnty,
    case
        when stored.row_hash = hashes.row_hash then stored.timestamp
        else greatest($now, stored.timestamp)
    end::bigint as timestamp
from hashes
left join event_registry as registry on hashes.event_key = registry.event_key
left join events as stored on hashes.event_key = stored.event_key
