-- V35 Associated actors are split by '; ', none twice, none blank, none the main actor.
with parts as (
    select
        *,
        string_split(assoc_actor, '; ') as names
    from sides
    where assoc_actor is not null
)
select
    file_row_number,
    event_key,
    assoc_actor as detail
from parts
where
    len(names) <> len(list_distinct(names))
    or coalesce(list_contains(names, actor), false)
    or len(list_filter(names, lambda name: trim(name) = '' or contains(name, ';'))) > 0
