-- V33 A party whose side is not named has the kind that its name says.
select
    s.file_row_number,
    s.event_key,
    s.actor || ' is ' || s.inter as detail
from sides as s
join unidentified_actors as u on regexp_full_match(s.actor, u.pattern)
where not list_contains(u.inter, s.inter)
