create table entities (
    article_id varchar not null,
    entity_id varchar,
    label varchar,
    name varchar,
    start integer,
    "end" integer,
    text varchar,
    row_hash varchar,
    run_id varchar
);

comment on table entities is 'Persons, groups and places named in an article.';
comment on column entities.article_id is 'Id of the article (articles.article_id).';
comment on column entities.entity_id is 'Id of the person, group or place within the article: different names for the same one share it.';
comment on column entities.label is 'PER, ORG, LOC, NORP, FAC, DATE or MISC.';
comment on column entities.name is 'Fullest name of the entity in the article.';
comment on column entities.start is 'First character in articles.text.';
comment on column entities."end" is 'Character after the name.';
comment on column entities.text is 'The name as written here.';
comment on column entities.row_hash is 'MD5 of the row as staged; a row with the same hash is left alone.';
comment on column entities.run_id is 'Run that wrote this row (runs.run_id).';
