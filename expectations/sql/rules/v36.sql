-- V36 The two actors differ, unless crowds or civilians meet, or a group fights within.
select
    file_row_number,
    event_key,
    actor1 || ' on both sides' as detail
from events_batch
where actor1 = actor2
    and event_type <> 'Battles'
    and not coalesce(inter1 = inter2 and inter1 in (select word from generic_actors), false)
