-- V24 inter2 is null exactly when actor2 is.
select
    file_row_number,
    event_key,
    coalesce(actor2, 'null') || ' is ' || coalesce(inter2, 'null') as detail
from events_batch
where (actor2 is null) <> (inter2 is null)
