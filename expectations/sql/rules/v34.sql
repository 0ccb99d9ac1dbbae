-- V34 An actor has one kind within a country.
with kinds as (
    select
        actor,
        country,
        string_agg(distinct inter, ', ' order by inter) as inters
    from sides
    group by actor, country
    having count(distinct inter) > 1
)
select
    s.file_row_number,
    s.event_key,
    s.actor || ' is ' || k.inters as detail
from sides as s
join kinds as k on k.actor = s.actor and k.country = s.country
