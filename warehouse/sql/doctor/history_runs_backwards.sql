select history.event_id_cnty || ' version ' || history.version as value
from events_history as history
where history.valid_from > history.valid_to
order by value
