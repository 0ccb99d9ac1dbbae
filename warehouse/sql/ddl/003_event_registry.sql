create table event_registry (
    event_key varchar primary key,
    event_id_cnty varchar not null unique,
    iso3 varchar not null,
    number integer not null,
    claimed_at bigint not null
);

comment on table event_registry is 'Which id was given to which event. Rows are never changed or removed, so no id is used twice.';
comment on column event_registry.event_key is 'Stable key of the event, computed from its content.';
comment on column event_registry.event_id_cnty is 'Id of the event: ISO3 of the country and a running number. Given once by this project, never reused; not an ACLED id.';
comment on column event_registry.iso3 is 'ISO 3166-1 alpha-3 code of the country.';
comment on column event_registry.number is 'Running number within iso3.';
comment on column event_registry.claimed_at is 'Unix seconds (UTC) at which the id was given.';
