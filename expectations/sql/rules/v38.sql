-- V38 Battles have two actors, both armed and organised.
select
    file_row_number,
    event_key,
    coalesce(inter1, 'null') || ' against ' || coalesce(inter2, 'nobody') as detail
from events_batch
where event_type = 'Battles'
    and (
        actor2 is null
        or inter1 not in (select text from actor_types where is_organised)
        or inter2 not in (select text from actor_types where is_organised)
    )
