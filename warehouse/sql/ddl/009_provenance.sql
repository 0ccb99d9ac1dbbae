create table provenance (
    event_key varchar,
    mention_id varchar not null,
    article_id varchar not null,
    field varchar,
    start integer,
    "end" integer,
    text varchar,
    rule varchar,
    codebook_version varchar,
    row_hash varchar,
    run_id varchar
);

comment on table provenance is 'For every field of a mention: the characters and the rule that gave its value.';
comment on column provenance.event_key is 'Event of the mention; null while incomplete.';
comment on column provenance.mention_id is 'Mention the value belongs to (mentions.mention_id).';
comment on column provenance.article_id is 'Id of the article (articles.article_id).';
comment on column provenance.field is 'Column whose value this explains.';
comment on column provenance.start is 'First character of the evidence in articles.text; null where a rule derived the value from other fields.';
comment on column provenance."end" is 'Character after the evidence.';
comment on column provenance.text is 'The evidence as written.';
comment on column provenance.rule is 'Id of the rule that gave the value.';
comment on column provenance.codebook_version is 'Version of the codebook that coded it.';
comment on column provenance.row_hash is 'MD5 of the row as staged; a row with the same hash is left alone.';
comment on column provenance.run_id is 'Run that wrote this row (runs.run_id).';
