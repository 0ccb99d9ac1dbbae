create table deleted_events (
    event_key varchar not null,
    event_id_cnty varchar not null,
    deleted_timestamp bigint not null,
    reason varchar,
    run_id varchar
);

comment on table deleted_events is 'Events that are no longer in events. Their last version is in events_history, their id stays theirs.';
comment on column deleted_events.event_key is 'Stable key of the event, computed from its content.';
comment on column deleted_events.event_id_cnty is 'Id of the event: ISO3 of the country and a running number. Given once by this project, never reused; not an ACLED id.';
comment on column deleted_events.deleted_timestamp is 'Unix seconds (UTC) of the deletion.';
comment on column deleted_events.reason is 'Why the event was withdrawn.';
comment on column deleted_events.run_id is 'Run that withdrew it (runs.run_id).';
