-- The event of a coded mention is in events, or in quarantine with the rule that it broke.
select mentions.mention_id as value
from mentions
anti join events on mentions.event_key = events.event_key
anti join quarantine on mentions.event_key = quarantine.event_key
where mentions.status = 'coded'
order by value
