select
    released.event_type,
    released.sub_event_type,
    count(*) as n,
    sum(released.fatalities)::bigint as fatalities
from released
group by released.event_type, released.sub_event_type
order by count(*) desc, released.event_type, released.sub_event_type
