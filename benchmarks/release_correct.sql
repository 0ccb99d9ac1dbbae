update events
set
    fatalities = events.fatalities + 1,
    timestamp = events.timestamp + 86400,
    row_hash = md5(events.row_hash)
where hash(events.event_key) % 100 = 0
