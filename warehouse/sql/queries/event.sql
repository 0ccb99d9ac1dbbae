select events.*
from events
where events.event_id_cnty = $event_id_cnty
