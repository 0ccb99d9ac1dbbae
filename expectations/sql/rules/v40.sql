-- V40 Government regains territory has State forces on one side.
select
    file_row_number,
    event_key,
    inter1 || ' against ' || coalesce(inter2, 'nobody') as detail
from events_batch
where sub_event_type = 'Government regains territory'
    and inter1 <> 'State forces'
    and coalesce(inter2 <> 'State forces', true)
