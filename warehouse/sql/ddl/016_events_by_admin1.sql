create view events_by_admin1 as
select
    events.country,
    events.admin1,
    events.event_type,
    count(*) as events,
    sum(events.fatalities)::bigint as fatalities,
    min(events.event_date) as first_event_date,
    max(events.event_date) as last_event_date
from events
group by all
order by all;

comment on view events_by_admin1 is 'Events and reported deaths by first-level unit and type.';
