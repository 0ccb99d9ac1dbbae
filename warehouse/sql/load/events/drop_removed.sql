delete from events
where events.event_key in (select removed.event_key from removed_events as removed)
