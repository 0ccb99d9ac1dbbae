create macro events_near(lat, lon, km) as table
select
    events.*,
    distance_km(lat, lon, events.latitude, events.longitude) as distance_km
from events
where distance_km(lat, lon, events.latitude, events.longitude) <= km
order by distance_km(lat, lon, events.latitude, events.longitude), events.event_id_cnty;

comment on macro table events_near is 'Events whose place is within km kilometres of a point in degrees, nearest first.';
