insert into events_history by name
select
    stored.*,
    greatest($loaded_at, stored.valid_from) as valid_to
from events as stored
semi join removed_events as removed on stored.event_key = removed.event_key
