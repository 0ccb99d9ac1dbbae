-- V19 sub_event_type is one of the 25.
select
    file_row_number,
    event_key,
    sub_event_type as detail
from events_batch
where sub_event_type not in (select name from sub_event_types)
