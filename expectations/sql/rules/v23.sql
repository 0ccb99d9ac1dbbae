-- V23 inter1 and inter2 are among the eight kinds of actor.
select
    file_row_number,
    event_key,
    'inter' || side || ' is ' || inter as detail
from sides
where inter not in (select text from actor_types)
