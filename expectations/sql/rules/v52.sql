-- V52 Deaths in Strategic developments are rare.
select
    file_row_number,
    event_key,
    fatalities as detail
from events_batch
where event_type = 'Strategic developments' and fatalities > 0
