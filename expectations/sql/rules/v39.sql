-- V39 Battles have no civilians among the associated actors.
select
    s.file_row_number,
    s.event_key,
    s.assoc_actor as detail
from sides as s
join events_batch as e on e.file_row_number = s.file_row_number
where e.event_type = 'Battles' and contains(s.assoc_actor, 'Civilians (')
