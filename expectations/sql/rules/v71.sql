-- V71 Protests and Riots carry exactly one crowd size, other types none.
with counted as (
    select
        file_row_number,
        event_key,
        event_type,
        tags,
        len(
            list_filter(
                string_split(coalesce(tags, ''), '; '), lambda tag: starts_with(tag, 'crowd size=')
            )
        ) as n_sizes
    from events_batch
)
select
    file_row_number,
    event_key,
    event_type || ' with tags ' || coalesce(tags, 'null') as detail
from counted
where n_sizes <> case when event_type in ('Protests', 'Riots') then 1 else 0 end
