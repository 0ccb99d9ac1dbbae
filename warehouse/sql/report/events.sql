-- The newest events, for the table of the report. Found by their keys first: sorting whole rows
-- is slow over millions of events.
with
newest as (
    select events.event_key
    from events
    order by events.event_date desc, events.event_id_cnty
    limit $max_rows
)
select
    events.event_key,
    events.event_id_cnty,
    events.event_date,
    events.time_precision,
    events.event_type,
    events.sub_event_type,
    events.actor1,
    events.actor2,
    events.country,
    events.admin1,
    events.location,
    events.fatalities,
    events.notes
from events
semi join newest on events.event_key = newest.event_key
order by events.event_date desc, events.event_id_cnty
