-- As the view actor_activity, but without its join, which is slow over millions of events.
with
sides as (
    select
        events.actor1 as actor,
        events.inter1 as actor_type,
        events.fatalities
    from events
    union all
    select
        events.actor2 as actor,
        events.inter2 as actor_type,
        events.fatalities
    from events
    where
        events.actor2 is not null
        and (
            events.actor2 is distinct from events.actor1
            or events.inter2 is distinct from events.inter1
        )
)
select
    sides.actor,
    sides.actor_type,
    count(*) as events,
    sum(sides.fatalities)::bigint as fatalities
from sides
group by sides.actor, sides.actor_type
order by count(*) desc, sides.actor, sides.actor_type
limit $max_rows
