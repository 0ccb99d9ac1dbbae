select events.event_id_cnty as value
from events
anti join mentions
    on
        events.event_key = mentions.event_key
        and mentions.status = 'coded'
order by value
