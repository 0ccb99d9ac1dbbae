-- V10 time_precision is 1, 2 or 3.
select
    file_row_number,
    event_key,
    time_precision as detail
from events_batch
where time_precision not in (1, 2, 3)
