create table rejections (
    article_id varchar not null,
    rule varchar,
    reason varchar,
    start integer,
    "end" integer,
    text varchar,
    row_hash varchar,
    run_id varchar
);

comment on table rejections is 'Spans that looked like an event and are none, with the rule that says so.';
comment on column rejections.article_id is 'Id of the article (articles.article_id).';
comment on column rejections.rule is 'Id of the rule that rejected the span.';
comment on column rejections.reason is 'Why it is no event, in words.';
comment on column rejections.start is 'First character of the span in articles.text.';
comment on column rejections."end" is 'Character after the span.';
comment on column rejections.text is 'The span as written.';
comment on column rejections.row_hash is 'MD5 of the row as staged; a row with the same hash is left alone.';
comment on column rejections.run_id is 'Run that wrote this row (runs.run_id).';
