select staged.event_key || ' ' || coalesce(staged.event_id_cnty, 'without id') as value
from staged_events as staged
anti join event_registry as registry
    on
        staged.event_key = registry.event_key
        and staged.event_id_cnty = registry.event_id_cnty
order by value
limit 5
