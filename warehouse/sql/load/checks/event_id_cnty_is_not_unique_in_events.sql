select events.event_id_cnty as value
from events
semi join staged_events as staged on events.event_id_cnty = staged.event_id_cnty
group by events.event_id_cnty
having count(*) > 1
order by events.event_id_cnty
limit 5
