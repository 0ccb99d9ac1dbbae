select events.event_id_cnty as value
from events
group by events.event_id_cnty
having count(*) > 1
order by value
