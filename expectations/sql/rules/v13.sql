-- V13 A day known by its month only is the first, the last or the middle of it.
select
    file_row_number,
    event_key,
    event_date as detail
from events_batch
where time_precision = 3
    and day(event_date) not in (1, 14, 15, 16)
    and event_date <> last_day(event_date)
