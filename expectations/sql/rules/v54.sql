-- V54 civilian_targeting is null or its one value.
select
    file_row_number,
    event_key,
    civilian_targeting as detail
from events_batch
where civilian_targeting <> 'Civilian targeting'
