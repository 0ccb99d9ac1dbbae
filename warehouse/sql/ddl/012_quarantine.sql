create table quarantine (
    quarantine_id varchar not null,
    kind varchar,
    article_id varchar,
    event_key varchar,
    path varchar,
    line bigint,
    rule_ids varchar[],
    reason varchar,
    payload varchar,
    row_hash varchar,
    run_id varchar
);

comment on table quarantine is 'Inputs and rows kept aside, with the reason. A row leaves when a later run reads the same place without the fault.';
comment on column quarantine.quarantine_id is 'Hash of kind, place and reason; the same fault has the same id in every run.';
comment on column quarantine.kind is 'article, line or event.';
comment on column quarantine.article_id is 'Article concerned, if it has an id.';
comment on column quarantine.event_key is 'Event concerned, for kind event.';
comment on column quarantine.path is 'File concerned.';
comment on column quarantine.line is 'Line of that file.';
comment on column quarantine.rule_ids is 'Validation rules broken, for kind event.';
comment on column quarantine.reason is 'What is wrong, in words.';
comment on column quarantine.payload is 'The row as JSON, or the start of the bad line.';
comment on column quarantine.row_hash is 'MD5 of the row as staged; a row with the same hash is left alone.';
comment on column quarantine.run_id is 'Run that wrote this row (runs.run_id).';
