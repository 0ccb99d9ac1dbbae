alter table articles add column dateline varchar;

comment on column articles.dateline is 'Place the input gives for the article, where the text has no dateline.';
