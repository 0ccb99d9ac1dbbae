create table migrations (
    number integer not null,
    name varchar not null,
    applied_at timestamp not null
);

comment on table migrations is 'Migrations applied to this warehouse, once each.';
comment on column migrations.number is 'Number of the file in warehouse/sql/ddl.';
comment on column migrations.name is 'Name of that file.';
comment on column migrations.applied_at is 'UTC time.';
