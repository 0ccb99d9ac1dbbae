-- The event that each of these mentions told so far; rank 0 is the event registered first.
with
told as (
    select
        mentions.mention_id,
        mentions.event_key
    from mentions
    where
        mentions.status = 'coded'
        and mentions.mention_id in (select unnest($mention_ids::varchar[]))
)
select
    told.mention_id,
    told.event_key,
    dense_rank() over (
        order by registry.claimed_at, registry.number, registry.event_key
    ) - 1 as rank
from told
inner join event_registry as registry on told.event_key = registry.event_key
order by told.mention_id
