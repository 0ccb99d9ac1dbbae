create view monadic as
select
    events.event_id_cnty,
    events.event_date,
    events.year,
    events.time_precision,
    events.disorder_type,
    events.event_type,
    events.sub_event_type,
    sides.side,
    sides.actor,
    sides.assoc_actor,
    sides.inter,
    sides.other_actor,
    sides.other_assoc_actor,
    sides.other_inter,
    events.interaction,
    events.civilian_targeting,
    events.iso,
    events.region,
    events.country,
    events.admin1,
    events.admin2,
    events.admin3,
    events.location,
    events.latitude,
    events.longitude,
    events.geo_precision,
    events.source,
    events.source_scale,
    events.notes,
    events.fatalities,
    events.tags,
    events.timestamp
from events
cross join lateral (
    select
        1::tinyint as side,
        events.actor1 as actor,
        events.assoc_actor_1 as assoc_actor,
        events.inter1 as inter,
        events.actor2 as other_actor,
        events.assoc_actor_2 as other_assoc_actor,
        events.inter2 as other_inter
    union all
    select
        2::tinyint as side,
        events.actor2 as actor,
        events.assoc_actor_2 as assoc_actor,
        events.inter2 as inter,
        events.actor1 as other_actor,
        events.assoc_actor_1 as other_assoc_actor,
        events.inter1 as other_inter
) as sides
where sides.actor is not null;

comment on view monadic is 'One row an actor side of an event: counts of actors are right, sums of fatalities over rows are not. Not ACLED data.';
