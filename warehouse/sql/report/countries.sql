select
    events.country,
    count(*) as events,
    sum(events.fatalities)::bigint as fatalities
from events
group by events.country
order by count(*) desc, events.country
limit $max_rows
