-- V09 year = year(event_date).
select
    file_row_number,
    event_key,
    year || ' for ' || event_date as detail
from events_batch
where year <> year(event_date)
