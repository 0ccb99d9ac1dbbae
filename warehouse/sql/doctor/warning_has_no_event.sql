select distinct warnings.event_key as value
from warnings
anti join events on warnings.event_key = events.event_key
order by value
