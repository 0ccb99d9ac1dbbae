alter table articles add column source_scale varchar;

comment on column articles.source_scale is 'Scale of the outlet at home, where the input declares it.';
