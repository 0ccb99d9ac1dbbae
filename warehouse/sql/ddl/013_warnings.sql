create table warnings (
    event_key varchar not null,
    rule_id varchar not null,
    message varchar,
    row_hash varchar,
    run_id varchar
);

comment on table warnings is 'Validation rules of level warn that an event breaks; the event is kept.';
comment on column warnings.event_key is 'Event concerned (events.event_key).';
comment on column warnings.rule_id is 'Validation rule, such as V45.';
comment on column warnings.message is 'What is unusual, in words.';
comment on column warnings.row_hash is 'MD5 of the row as staged; a row with the same hash is left alone.';
comment on column warnings.run_id is 'Run that wrote this row (runs.run_id).';
