-- V53 One-sided rows stand only in types that allow them.
select
    file_row_number,
    event_key,
    event_type || ' with one actor' as detail
from events_batch
where actor2 is null
    and event_type in (select type_name from legal_types where two_actors)
