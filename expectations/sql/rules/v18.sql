-- V18 event_type is one of the six.
select
    file_row_number,
    event_key,
    event_type as detail
from events_batch
where event_type not in (select event_type from sub_event_types)
