create view actor_activity as
with
sides as (
    select events.event_key, events.actor1 as actor, events.inter1 as actor_type from events
    union
    select events.event_key, events.actor2 as actor, events.inter2 as actor_type from events
    where events.actor2 is not null
)
select
    sides.actor,
    sides.actor_type,
    count(*) as events,
    sum(events.fatalities)::bigint as fatalities,
    min(events.event_date) as first_event_date,
    max(events.event_date) as last_event_date,
    list_sort(list_distinct(list(events.country))) as countries
from sides
inner join events on sides.event_key = events.event_key
group by sides.actor, sides.actor_type
order by count(*) desc, sides.actor, sides.actor_type;

comment on view actor_activity is 'Events in which an actor is actor1 or actor2. Deaths are those of the events: nothing says who died.';
