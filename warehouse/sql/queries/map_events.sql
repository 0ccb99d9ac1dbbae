-- The columns that a map of events needs.
select
  event_type,
  event_date,
  location,
  latitude,
  longitude,
  geo_precision,
  fatalities
from acled_style
order by event_date, event_id_cnty
