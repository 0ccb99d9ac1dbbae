select
    events.event_type,
    events.sub_event_type,
    count(*) as n
from events
group by events.event_type, events.sub_event_type
order by n desc, events.event_type, events.sub_event_type
