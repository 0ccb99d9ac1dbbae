create table sketches (
    article_id varchar not null,
    scheme varchar,
    bands bigint[],
    row_hash varchar,
    run_id varchar
);

comment on table sketches is 'What finds the copies of an article without its text: one row an article.';
comment on column sketches.article_id is 'Id of the article.';
comment on column sketches.scheme is 'How the bands were made; only bands of one scheme can be compared.';
comment on column sketches.bands is 'Hashes of parts of the MinHash signature and of the first sentences; copies share some.';
comment on column sketches.row_hash is 'MD5 of the row as staged; a row with the same hash is left alone.';
comment on column sketches.run_id is 'Run that wrote this row (runs.run_id).';
