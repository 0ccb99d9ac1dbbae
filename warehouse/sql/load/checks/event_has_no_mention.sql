select staged.event_key as value
from staged_events as staged
anti join mentions
    on
        staged.event_key = mentions.event_key
        and mentions.status = 'coded'
order by value
limit 5
