-- V46 Riots have Rioters on one side.
select
    file_row_number,
    event_key,
    inter1 || ' and ' || coalesce(inter2, 'nobody') as detail
from events_batch
where event_type = 'Riots'
    and inter1 <> 'Rioters'
    and coalesce(inter2 <> 'Rioters', true)
