select events.event_id_cnty || ' ' || events.event_key as value
from events
anti join event_registry as registry
    on
        events.event_key = registry.event_key
        and events.event_id_cnty = registry.event_id_cnty
order by value
