-- V14 A day known by its week only is a Wednesday or Thursday.
select
    file_row_number,
    event_key,
    event_date || ' is a ' || dayname(event_date) as detail
from events_batch
where
    time_precision = 2
    and list_contains(flags, 'date:week')
    and dayofweek(event_date) not in (3, 4)
