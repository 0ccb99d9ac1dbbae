-- V27 interaction is the one of inter1 and inter2, in either order.
select
    e.file_row_number,
    e.event_key,
    e.interaction || ' instead of ' || i.text as detail
from events_batch as e
join interactions as i on i.inter1 = e.inter1 and i.inter2 is not distinct from e.inter2
where e.interaction in (select text from interactions) and e.interaction <> i.text
