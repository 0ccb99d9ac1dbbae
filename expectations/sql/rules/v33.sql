-- V33 A party whose side is not named has the kind that its name says.
with named as (
    select distinct
        actor,
        inter
    from sides
    where starts_with(actor, 'Unidentified')
),
wrong as (
    select distinct
        n.actor,
        n.inter
    from named as n
    join unidentified_actors as u on regexp_full_match(n.actor, u.pattern)
    where not list_contains(u.inter, n.inter)
)
select
    s.file_row_number,
    s.event_key,
    s.actor || ' is ' || s.inter as detail
from sides as s
join wrong as w on w.actor = s.actor and w.inter = s.inter
