-- V20 event_type and sub_event_type, both known, belong together.
select
    file_row_number,
    event_key,
    sub_event_type || ' under ' || event_type as detail
from events_batch
where event_type in (select event_type from sub_event_types)
    and sub_event_type in (select name from sub_event_types)
    and (event_type, sub_event_type) not in (select (event_type, name) from sub_event_types)
