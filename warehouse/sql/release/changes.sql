-- New, corrected and deleted events between what was before and what is there now. A corrected
-- row names the columns that differ; `timestamp` alone means that only its sources changed.
create temp table changes as
select
    coalesce(new.event_id_cnty, old.event_id_cnty) as event_id_cnty,
    case
        when old.event_id_cnty is null then 'new'
        when new.event_id_cnty is null then 'deleted'
        else 'corrected'
    end as change,
    case
        when old.event_id_cnty is null or new.event_id_cnty is null then null
        else coalesce(
            nullif(
                concat_ws(
                    '; ',
                    case when new.event_date is distinct from old.event_date then 'event_date' end,
                    case when new.year is distinct from old.year then 'year' end,
                    case when new.time_precision is distinct from old.time_precision then 'time_precision' end,
                    case when new.disorder_type is distinct from old.disorder_type then 'disorder_type' end,
                    case when new.event_type is distinct from old.event_type then 'event_type' end,
                    case when new.sub_event_type is distinct from old.sub_event_type then 'sub_event_type' end,
                    case when new.actor1 is distinct from old.actor1 then 'actor1' end,
                    case when new.assoc_actor_1 is distinct from old.assoc_actor_1 then 'assoc_actor_1' end,
                    case when new.inter1 is distinct from old.inter1 then 'inter1' end,
                    case when new.actor2 is distinct from old.actor2 then 'actor2' end,
                    case when new.assoc_actor_2 is distinct from old.assoc_actor_2 then 'assoc_actor_2' end,
                    case when new.inter2 is distinct from old.inter2 then 'inter2' end,
                    case when new.interaction is distinct from old.interaction then 'interaction' end,
                    case when new.civilian_targeting is distinct from old.civilian_targeting then 'civilian_targeting' end,
                    case when new.iso is distinct from old.iso then 'iso' end,
                    case when new.region is distinct from old.region then 'region' end,
                    case when new.country is distinct from old.country then 'country' end,
                    case when new.admin1 is distinct from old.admin1 then 'admin1' end,
                    case when new.admin2 is distinct from old.admin2 then 'admin2' end,
                    case when new.admin3 is distinct from old.admin3 then 'admin3' end,
                    case when new.location is distinct from old.location then 'location' end,
                    case when new.latitude is distinct from old.latitude then 'latitude' end,
                    case when new.longitude is distinct from old.longitude then 'longitude' end,
                    case when new.geo_precision is distinct from old.geo_precision then 'geo_precision' end,
                    case when new.source is distinct from old.source then 'source' end,
                    case when new.source_scale is distinct from old.source_scale then 'source_scale' end,
                    case when new.notes is distinct from old.notes then 'notes' end,
                    case when new.fatalities is distinct from old.fatalities then 'fatalities' end,
                    case when new.tags is distinct from old.tags then 'tags' end
                ),
                ''
            ),
            'timestamp'
        )
    end as fields,
    coalesce(new.event_date, old.event_date) as event_date,
    coalesce(new.country, old.country) as country
from acled_style as new
full join before as old on new.event_id_cnty = old.event_id_cnty
where
    new.event_id_cnty is null
    or old.event_id_cnty is null
    or new.event_date is distinct from old.event_date
    or new.year is distinct from old.year
    or new.time_precision is distinct from old.time_precision
    or new.disorder_type is distinct from old.disorder_type
    or new.event_type is distinct from old.event_type
    or new.sub_event_type is distinct from old.sub_event_type
    or new.actor1 is distinct from old.actor1
    or new.assoc_actor_1 is distinct from old.assoc_actor_1
    or new.inter1 is distinct from old.inter1
    or new.actor2 is distinct from old.actor2
    or new.assoc_actor_2 is distinct from old.assoc_actor_2
    or new.inter2 is distinct from old.inter2
    or new.interaction is distinct from old.interaction
    or new.civilian_targeting is distinct from old.civilian_targeting
    or new.iso is distinct from old.iso
    or new.region is distinct from old.region
    or new.country is distinct from old.country
    or new.admin1 is distinct from old.admin1
    or new.admin2 is distinct from old.admin2
    or new.admin3 is distinct from old.admin3
    or new.location is distinct from old.location
    or new.latitude is distinct from old.latitude
    or new.longitude is distinct from old.longitude
    or new.geo_precision is distinct from old.geo_precision
    or new.source is distinct from old.source
    or new.source_scale is distinct from old.source_scale
    or new.notes is distinct from old.notes
    or new.fatalities is distinct from old.fatalities
    or new.tags is distinct from old.tags
    or new.timestamp is distinct from old.timestamp
