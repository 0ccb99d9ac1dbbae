select
    events.event_id_cnty,
    events.event_date,
    events.time_precision,
    events.event_type,
    events.sub_event_type,
    events.actor1,
    events.actor2,
    events.country,
    events.location,
    events.fatalities,
    events.n_articles
from events
order by events.event_date desc, events.event_id_cnty
limit $max_rows
