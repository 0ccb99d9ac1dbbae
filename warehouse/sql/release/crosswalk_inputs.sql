-- What decides the crosswalk columns of an event; of deaths only whether there were any.
select distinct
    events.sub_event_type,
    events.actor1,
    events.inter1,
    events.actor2,
    events.inter2,
    least(events.fatalities, 1) as fatalities
from events
