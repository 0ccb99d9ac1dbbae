-- V49 An abduction has no deaths.
select
    file_row_number,
    event_key,
    fatalities as detail
from events_batch
where sub_event_type = 'Abduction/forced disappearance' and fatalities <> 0
