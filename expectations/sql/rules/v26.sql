-- V26 interaction is one of the 44.
select
    file_row_number,
    event_key,
    interaction as detail
from events_batch
where interaction not in (select text from interactions)
