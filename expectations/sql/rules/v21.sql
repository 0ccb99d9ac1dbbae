-- V21 disorder_type is the one that sub_event_type implies.
select
    e.file_row_number,
    e.event_key,
    e.disorder_type || ' instead of ' || s.disorder_type as detail
from events_batch as e
join sub_event_types as s on s.name = e.sub_event_type
where e.disorder_type <> s.disorder_type
