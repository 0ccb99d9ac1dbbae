select
    events_by_week.week_start,
    events_by_week.event_type,
    sum(events_by_week.events)::bigint as n
from events_by_week
group by events_by_week.week_start, events_by_week.event_type
order by events_by_week.week_start, events_by_week.event_type
