create temp table staged_reassigned as
select
    mentions.mention_id,
    mentions.event_key
from mentions
limit 0
