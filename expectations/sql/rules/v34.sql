-- V34 An actor has one kind within a country: rows fail whose kind is not its most frequent one.
with counted as (
    select
        actor,
        country,
        inter,
        count(*) as n_rows
    from sides
    where actor is not null and inter is not null
    group by actor, country, inter
),
ranked as (
    select
        *,
        max(n_rows) over others as most_rows,
        string_agg(inter, ', ') over others as other_inters
    from counted
    window others as (
        partition by actor, country
        order by inter
        rows between unbounded preceding and unbounded following
        exclude current row
    )
)
select
    s.file_row_number,
    s.event_key,
    s.actor || ' is ' || s.inter || ', elsewhere ' || r.other_inters as detail
from sides as s
join ranked as r on r.actor = s.actor and r.country = s.country and r.inter = s.inter
where r.n_rows <= r.most_rows
