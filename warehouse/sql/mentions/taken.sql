-- Those of the keys that other stored mentions tell.
select distinct mentions.event_key
from mentions
where
    mentions.event_key in (select unnest($event_keys::varchar[]))
    and mentions.mention_id not in (select unnest($mention_ids::varchar[]))
order by mentions.event_key
