-- V73 The same actors meet at one place and day in one type of event.
with types as (
    select
        event_date,
        country,
        admin1,
        location,
        least(actor1, coalesce(actor2, '')) as low_actor,
        greatest(actor1, coalesce(actor2, '')) as high_actor,
        string_agg(distinct event_type, ', ' order by event_type) as event_types
    from events_batch
    group by all
    having count(distinct event_type) > 1
)
select
    e.file_row_number,
    e.event_key,
    'also told as ' || t.event_types as detail
from events_batch as e
join types as t
    on t.event_date = e.event_date
    and t.country = e.country
    and t.admin1 is not distinct from e.admin1
    and t.location = e.location
    and t.low_actor = least(e.actor1, coalesce(e.actor2, ''))
    and t.high_actor = greatest(e.actor1, coalesce(e.actor2, ''))
