create macro events_between(first_day, last_day) as table
select events.*
from events
where events.event_date between first_day::date and last_day::date
order by events.event_date, events.event_id_cnty;

comment on macro table events_between is 'Events from the first to the last day, both included.';
