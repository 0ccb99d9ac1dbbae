delete from events
using staged_events as staged
where
    events.event_key = staged.event_key
    and events.row_hash <> staged.row_hash
