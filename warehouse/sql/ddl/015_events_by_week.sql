create view events_by_week as
select
    date_trunc('week', events.event_date)::date as week_start,
    events.country,
    events.event_type,
    count(*) as events,
    sum(events.fatalities)::bigint as fatalities
from events
group by all
order by all;

comment on view events_by_week is 'Events and reported deaths by week (Monday first), country and type.';
