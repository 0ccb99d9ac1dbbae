-- V28 An actor is named Protesters, Rioters or Civilians exactly when its kind is.
with compared as (
    select
        s.*,
        coalesce(starts_with(s.actor, g.word), false) as is_named,
        coalesce(s.inter = g.word, false) as is_kind
    from sides as s
    cross join generic_actors as g
    where s.actor is not null and s.inter is not null
)
select distinct
    file_row_number,
    event_key,
    actor || ' is ' || inter as detail
from compared
where is_named <> is_kind
