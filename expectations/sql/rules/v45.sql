-- V45 A protest without excessive force has no deaths.
select
    file_row_number,
    event_key,
    fatalities as detail
from events_batch
where sub_event_type in ('Peaceful protest', 'Protest with intervention') and fatalities <> 0
