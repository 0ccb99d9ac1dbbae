select events.event_key as value
from events
semi join staged_events as staged on events.event_key = staged.event_key
group by events.event_key
having count(*) > 1
order by events.event_key
limit 5
