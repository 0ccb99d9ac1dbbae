select events.event_id_cnty as value
from events
semi join deleted_events as deleted on events.event_key = deleted.event_key
order by value
