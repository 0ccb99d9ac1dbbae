-- V29 A generic actor carries in brackets a country of the country table.
with generic as (
    select
        s.*,
        regexp_extract(s.actor, '\(([^()]+)\)$', 1) as bracket
    from sides as s
    where
        exists (select 1 from generic_actors as g where starts_with(s.actor, g.word))
        or regexp_matches(s.actor, '^Unidentified (Armed Group|Gang)')
)
select
    file_row_number,
    event_key,
    actor as detail
from generic
where bracket not in (select country from countries)
