-- V60 geo_precision is 1, 2 or 3.
select
    file_row_number,
    event_key,
    geo_precision as detail
from events_batch
where geo_precision not in (1, 2, 3)
