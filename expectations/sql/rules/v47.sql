-- V47 Violence against civilians: an organised armed actor against Civilians (X).
select
    file_row_number,
    event_key,
    actor1 || ' against ' || coalesce(actor2, 'nobody') as detail
from events_batch
where event_type = 'Violence against civilians'
    and (
        inter1 not in (select text from actor_types where is_organised)
        or not coalesce(regexp_full_match(actor2, 'Civilians \(.+\)'), false)
    )
