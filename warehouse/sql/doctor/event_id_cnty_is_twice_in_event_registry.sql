select event_registry.event_id_cnty as value
from event_registry
group by event_registry.event_id_cnty
having count(*) > 1
order by value
