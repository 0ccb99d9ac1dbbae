create table articles (
    article_id varchar not null,
    content_hash varchar,
    path varchar,
    line bigint,
    url varchar,
    source varchar,
    title varchar,
    text varchar,
    language varchar,
    language_confidence double,
    published_at date,
    published_low date,
    published_high date,
    published_method varchar,
    published_confidence double,
    outcome varchar,
    reason varchar,
    model_version varchar,
    codebook_version varchar,
    row_hash varchar,
    run_id varchar
);

comment on table articles is 'Every article ever read, with its outcome and the reason for it.';
comment on column articles.article_id is 'Id of the article.';
comment on column articles.content_hash is 'Hash of the article text as read.';
comment on column articles.path is 'File the article was read from.';
comment on column articles.line is 'Line of that file, for formats with one article a line.';
comment on column articles.url is 'Address of the article, if known.';
comment on column articles.source is 'Name of the outlet, if known.';
comment on column articles.title is 'Headline, if any.';
comment on column articles.text is 'Text of the article; all spans count its characters from 0, end excluded.';
comment on column articles.language is 'Language of the text, ISO 639-1.';
comment on column articles.language_confidence is '0 to 1.';
comment on column articles.published_at is 'Publication day, null where unknown.';
comment on column articles.published_low is 'Earliest possible publication day.';
comment on column articles.published_high is 'Latest possible publication day.';
comment on column articles.published_method is 'How the publication day was found: metadata, page, url, dateline, inferred or unknown.';
comment on column articles.published_confidence is '0 to 1.';
comment on column articles.outcome is 'events, incomplete, no_event, no_model:<lang>, unknown_language, quarantined or duplicate.';
comment on column articles.reason is 'The outcome in words.';
comment on column articles.model_version is 'Version of the language models that annotated the text.';
comment on column articles.codebook_version is 'Version of the codebook that coded it.';
comment on column articles.row_hash is 'MD5 of the row as staged; a row with the same hash is left alone.';
comment on column articles.run_id is 'Run that wrote this row (runs.run_id).';
