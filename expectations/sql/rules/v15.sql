-- V15 A day known by its weekend only is a Friday, Saturday or Sunday.
select
    file_row_number,
    event_key,
    event_date || ' is a ' || dayname(event_date) as detail
from events_batch
where
    time_precision = 2
    and list_contains(flags, 'date:weekend')
    and dayofweek(event_date) not in (5, 6, 0)
