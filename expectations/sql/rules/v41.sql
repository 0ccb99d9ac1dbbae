-- V41 Who overtakes territory as a non-state actor is one, or is a foreign force.
select
    file_row_number,
    event_key,
    inter1 || ' against ' || coalesce(inter2, 'nobody') as detail
from events_batch
where sub_event_type = 'Non-state actor overtakes territory'
    and not coalesce(inter1 in (
        select inter from legal_sides where type_name = 'Non-state actor overtakes territory' and role = 'one_side'
    ), false)
    and not coalesce(inter2 in (
        select inter from legal_sides where type_name = 'Non-state actor overtakes territory' and role = 'one_side'
    ), false)
