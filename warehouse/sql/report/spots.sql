-- One row a point and type: how many events, the place's name, whether all are exact.
select
    events.latitude,
    events.longitude,
    events.event_type,
    count(*) as n_events,
    min(events.location) as location,
    bool_and(events.geo_precision <= 1) as is_exact
from events
where events.latitude is not null and events.longitude is not null
group by events.latitude, events.longitude, events.event_type
order by
    count(*) desc,
    min(events.location),
    events.event_type,
    events.latitude,
    events.longitude
