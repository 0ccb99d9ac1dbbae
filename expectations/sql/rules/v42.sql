-- V42 Protests have Protesters on one side; a peaceful one has no Rioters.
select
    file_row_number,
    event_key,
    inter1 || ' and ' || coalesce(inter2, 'nobody') as detail
from events_batch
where event_type = 'Protests'
    and (
        (inter1 <> 'Protesters' and coalesce(inter2 <> 'Protesters', true))
        or (
            sub_event_type = 'Peaceful protest'
            and (inter1 = 'Rioters' or coalesce(inter2 = 'Rioters', false))
        )
    )
