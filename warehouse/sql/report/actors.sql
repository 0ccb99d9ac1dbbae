select
    actor_activity.actor,
    actor_activity.actor_type,
    actor_activity.events,
    actor_activity.fatalities
from actor_activity
order by actor_activity.events desc, actor_activity.actor, actor_activity.actor_type
limit $max_rows
