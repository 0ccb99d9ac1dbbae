select distinct history.event_id_cnty as value
from events_history as history
anti join events on history.event_key = events.event_key
anti join deleted_events as deleted on history.event_key = deleted.event_key
order by value
