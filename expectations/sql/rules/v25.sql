-- V25 No second actor, no actors associated with it.
select
    file_row_number,
    event_key,
    assoc_actor_2 as detail
from events_batch
where actor2 is null and assoc_actor_2 is not null
