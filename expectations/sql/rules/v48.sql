-- V48 Explosions/Remote violence: the first actor is organised, neither side Protesters.
select
    file_row_number,
    event_key,
    inter1 || ' and ' || coalesce(inter2, 'nobody') as detail
from events_batch
where event_type = 'Explosions/Remote violence'
    and (
        inter1 not in (select text from actor_types where is_organised)
        or coalesce(inter2 = 'Protesters', false)
    )
