select events.event_key as value
from events
group by events.event_key
having count(*) > 1
order by value
