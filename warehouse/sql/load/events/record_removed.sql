insert into deleted_events by name
select
    stored.event_key,
    stored.event_id_cnty,
    greatest(epoch($loaded_at)::bigint, stored.timestamp) as deleted_timestamp,
    removed.reason,
    $run_id as run_id
from events as stored
inner join removed_events as removed on stored.event_key = removed.event_key
