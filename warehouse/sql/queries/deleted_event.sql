select deleted_events.reason
from deleted_events
where deleted_events.event_id_cnty = $event_id_cnty
