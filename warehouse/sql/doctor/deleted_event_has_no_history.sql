select deleted.event_id_cnty as value
from deleted_events as deleted
anti join events_history as history on deleted.event_key = history.event_key
order by value
