-- V32 A country's military is State forces at home, External/Other forces elsewhere.
with military as (
    select
        *,
        regexp_extract(actor, '^(Mutiny of )?Military Forces of (.+) \([0-9]{4}-', 2) as home
    from sides
    where inter is not null
)
select
    file_row_number,
    event_key,
    actor || ' in ' || country || ' is ' || inter as detail
from military
where
    home in (select country from countries)
    and inter in (select text from actor_types)
    and inter <> case when home = country then 'State forces' else 'External/Other forces' end
