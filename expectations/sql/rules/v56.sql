-- V56 In remote violence and riots civilian_targeting is set exactly when civilians are a side.
select
    e.file_row_number,
    e.event_key,
    e.sub_event_type || ' with ' || coalesce(e.civilian_targeting, 'null') as detail
from events_batch as e
join sub_event_types as s on s.name = e.sub_event_type
where
    s.civilian_targeting = 'depends'
    and (e.civilian_targeting is not null)
    <> (e.inter1 = 'Civilians' or coalesce(e.inter2 = 'Civilians', false))
