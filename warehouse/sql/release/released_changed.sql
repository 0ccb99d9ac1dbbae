-- What an update holds: the new and corrected events that the file of changes names.
create or replace temp view released as
select
    events.event_id_cnty,
    events.event_date,
    events.year,
    events.time_precision,
    events.disorder_type,
    events.event_type,
    events.sub_event_type,
    events.actor1,
    events.assoc_actor_1,
    events.inter1,
    events.actor2,
    events.assoc_actor_2,
    events.inter2,
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
    events.timestamp,
    events.iso3
from events
semi join
    read_parquet(getvariable('changes_path')) as changes
    on events.event_id_cnty = changes.event_id_cnty
