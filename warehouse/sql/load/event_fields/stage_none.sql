create temp table staged_event_fields as
select event_fields.* exclude (run_id)
from event_fields
limit 0
