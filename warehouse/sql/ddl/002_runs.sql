create table runs (
    run_id varchar not null,
    started_at timestamp not null,
    finished_at timestamp not null,
    code_version varchar,
    codebook_version varchar,
    model_version varchar,
    gazetteer_version varchar,
    inputs json,
    counts json,
    parameters json,
    changes json
);

comment on table runs is 'One row a run that loaded a batch, with everything that decides its result.';
comment on column runs.run_id is 'Id of the run.';
comment on column runs.started_at is 'UTC time at which the run began.';
comment on column runs.finished_at is 'UTC time at which its batch was loaded.';
comment on column runs.code_version is 'Version of newsledger.';
comment on column runs.codebook_version is 'Version of the codebooks.';
comment on column runs.model_version is 'Version of the language models.';
comment on column runs.gazetteer_version is 'Version of the gazetteer.';
comment on column runs.inputs is 'SHA-256 of every input, by name.';
comment on column runs.counts is 'Counts of the run, stage by stage.';
comment on column runs.parameters is 'Parameters of the run.';
comment on column runs.changes is 'Rows inserted, updated, unchanged and deleted, by table.';
