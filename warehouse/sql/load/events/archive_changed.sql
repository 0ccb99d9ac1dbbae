insert into events_history by name
select
    stored.*,
    greatest($loaded_at, stored.valid_from) as valid_to
from events as stored
inner join staged_events as staged on stored.event_key = staged.event_key
where stored.row_hash <> staged.row_hash
