delete from deleted_events
where deleted_events.event_key in (select staged.event_key from staged_events as staged)
