-- V64 fatalities is a whole number, not negative.
select
    file_row_number,
    event_key,
    fatalities as detail
from events_batch
where fatalities < 0
