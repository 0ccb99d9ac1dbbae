alter table articles add column source_country varchar;

comment on column articles.source_country is 'ISO3 of the outlet, where the input declares it.';
