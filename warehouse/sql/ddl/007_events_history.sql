create table events_history (
    event_key varchar not null,
    iso3 varchar,
    n_articles integer,
    published_at date,
    flags varchar[],
    event_id_cnty varchar not null,
    event_date date,
    year integer,
    time_precision tinyint,
    disorder_type varchar,
    event_type varchar,
    sub_event_type varchar,
    actor1 varchar,
    assoc_actor_1 varchar,
    inter1 varchar,
    actor2 varchar,
    assoc_actor_2 varchar,
    inter2 varchar,
    interaction varchar,
    civilian_targeting varchar,
    iso integer,
    region varchar,
    country varchar,
    admin1 varchar,
    admin2 varchar,
    admin3 varchar,
    location varchar,
    latitude double,
    longitude double,
    geo_precision tinyint,
    source varchar,
    source_scale varchar,
    notes varchar,
    fatalities integer,
    tags varchar,
    timestamp bigint,
    row_hash varchar,
    run_id varchar,
    version integer,
    valid_from timestamp,
    valid_to timestamp not null
);

comment on table events_history is 'Former versions of events, corrected or deleted since.';
comment on column events_history.event_key is 'Stable key of the event, computed from its content.';
comment on column events_history.iso3 is 'ISO 3166-1 alpha-3 code of the country.';
comment on column events_history.n_articles is 'Number of articles that report the event.';
comment on column events_history.published_at is 'Latest publication day of those articles.';
comment on column events_history.flags is 'Remarks of the coder on any mention.';
comment on column events_history.event_id_cnty is 'Id of the event: ISO3 of the country and a running number. Given once by this project, never reused; not an ACLED id.';
comment on column events_history.event_date is 'Day of the event. Null only in incomplete mentions: never filled in from the run.';
comment on column events_history.year is 'Year of event_date.';
comment on column events_history.time_precision is '1 = the day is known, 2 = the week or part of the month, 3 = the month.';
comment on column events_history.disorder_type is 'Political violence, Demonstrations, both, or Strategic developments; follows from sub_event_type.';
comment on column events_history.event_type is 'One of the six types of event.';
comment on column events_history.sub_event_type is 'Sub-type, legal for its event_type.';
comment on column events_history.actor1 is 'First actor, in the form of the actor codebook. The order says nothing about guilt.';
comment on column events_history.assoc_actor_1 is 'Actors associated with actor1, separated by "; ".';
comment on column events_history.inter1 is 'Actor type of actor1.';
comment on column events_history.actor2 is 'Second actor; null for one-sided events.';
comment on column events_history.assoc_actor_2 is 'Actors associated with actor2, separated by "; ".';
comment on column events_history.inter2 is 'Actor type of actor2; null where actor2 is null.';
comment on column events_history.interaction is 'The two actor types joined in canonical order.';
comment on column events_history.civilian_targeting is '"Civilian targeting" where civilians were the main target, else null.';
comment on column events_history.iso is 'ISO 3166-1 numeric code of the country.';
comment on column events_history.region is 'Region of the world the country belongs to.';
comment on column events_history.country is 'Country in which the event took place.';
comment on column events_history.admin1 is 'First-level administrative unit.';
comment on column events_history.admin2 is 'Second-level administrative unit.';
comment on column events_history.admin3 is 'Third-level administrative unit.';
comment on column events_history.location is 'Named place of the event.';
comment on column events_history.latitude is 'Latitude of the place in degrees north, EPSG:4326.';
comment on column events_history.longitude is 'Longitude of the place in degrees east, EPSG:4326.';
comment on column events_history.geo_precision is '1 = the named place itself, 2 = near it or a part of a region, 3 = a larger region.';
comment on column events_history.source is 'Names of the sources, separated by "; ".';
comment on column events_history.source_scale is 'Reach of the sources, such as National or International.';
comment on column events_history.notes is 'One sentence in our own words on what the sources report.';
comment on column events_history.fatalities is 'Reported deaths; 0 where none are reported.';
comment on column events_history.tags is 'Further facts in a fixed vocabulary, separated by "; ".';
comment on column events_history.timestamp is 'Unix seconds (UTC) at which this version of the row was given out.';
comment on column events_history.row_hash is 'MD5 of the row as staged; a row with the same hash is left alone.';
comment on column events_history.run_id is 'Run that wrote this row (runs.run_id).';
comment on column events_history.version is '1 for the first version of the event, then counted up.';
comment on column events_history.valid_from is 'UTC time at which this version was loaded.';
comment on column events_history.valid_to is 'UTC time at which this version was replaced or deleted.';
