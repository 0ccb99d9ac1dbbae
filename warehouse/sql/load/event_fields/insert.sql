-- Only of accepted events: those in quarantine have no row to explain.
insert into event_fields by name
select
    staged.*,
    $run_id as run_id
from staged_event_fields as staged
semi join staged_events as events on staged.event_key = events.event_key
anti join event_fields as stored on staged.row_hash = stored.row_hash
