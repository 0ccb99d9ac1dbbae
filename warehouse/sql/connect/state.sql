-- What tells two copies of a warehouse apart.
select
    (select count(*) from runs) as n_runs,
    (select max(runs.finished_at) from runs) as last_run,
    (select bit_xor(hash(runs.run_id, runs.finished_at)) from runs) as runs_hash,
    (select count(*) from events) as n_events,
    (select bit_xor(hash(events.event_key, events.row_hash, events.version)) from events)
        as events_hash
