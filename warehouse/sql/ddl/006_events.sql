create table events (
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
    valid_from timestamp
);

comment on table events is 'One row an event, merged from its mentions and validated: 31 ACLED-style columns and our own. Not ACLED data.';
comment on column events.event_key is 'Stable key of the event, computed from its content.';
comment on column events.iso3 is 'ISO 3166-1 alpha-3 code of the country.';
comment on column events.n_articles is 'Number of articles that report the event.';
comment on column events.published_at is 'Latest publication day of those articles.';
comment on column events.flags is 'Remarks of the coder on any mention.';
comment on column events.event_id_cnty is 'Id of the event: ISO3 of the country and a running number. Given once by this project, never reused; not an ACLED id.';
comment on column events.event_date is 'Day of the event. Null only in incomplete mentions: never filled in from the run.';
comment on column events.year is 'Year of event_date.';
comment on column events.time_precision is '1 = the day is known, 2 = the week or part of the month, 3 = the month.';
comment on column events.disorder_type is 'Political violence, Demonstrations, both, or Strategic developments; follows from sub_event_type.';
comment on column events.event_type is 'One of the six types of event.';
comment on column events.sub_event_type is 'Sub-type, legal for its event_type.';
comment on column events.actor1 is 'First actor, in the form of the actor codebook. The order says nothing about guilt.';
comment on column events.assoc_actor_1 is 'Actors associated with actor1, separated by "; ".';
comment on column events.inter1 is 'Actor type of actor1.';
comment on column events.actor2 is 'Second actor; null for one-sided events.';
comment on column events.assoc_actor_2 is 'Actors associated with actor2, separated by "; ".';
comment on column events.inter2 is 'Actor type of actor2; null where actor2 is null.';
comment on column events.interaction is 'The two actor types joined in canonical order.';
comment on column events.civilian_targeting is '"Civilian targeting" where civilians were the main target, else null.';
comment on column events.iso is 'ISO 3166-1 numeric code of the country.';
comment on column events.region is 'Region of the world the country belongs to.';
comment on column events.country is 'Country in which the event took place.';
comment on column events.admin1 is 'First-level administrative unit.';
comment on column events.admin2 is 'Second-level administrative unit.';
comment on column events.admin3 is 'Third-level administrative unit.';
comment on column events.location is 'Named place of the event.';
comment on column events.latitude is 'Latitude of the place in degrees north, EPSG:4326.';
comment on column events.longitude is 'Longitude of the place in degrees east, EPSG:4326.';
comment on column events.geo_precision is '1 = the named place itself, 2 = near it or a part of a region, 3 = a larger region.';
comment on column events.source is 'Names of the sources, separated by "; ".';
comment on column events.source_scale is 'Reach of the sources, such as National or International.';
comment on column events.notes is 'One sentence in our own words on what the sources report.';
comment on column events.fatalities is 'Reported deaths; 0 where none are reported.';
comment on column events.tags is 'Further facts in a fixed vocabulary, separated by "; ".';
comment on column events.timestamp is 'Unix seconds (UTC) at which this version of the row was given out.';
comment on column events.row_hash is 'MD5 of the row as staged; a row with the same hash is left alone.';
comment on column events.run_id is 'Run that wrote this row (runs.run_id).';
comment on column events.version is '1 for the first version of the event, then counted up.';
comment on column events.valid_from is 'UTC time at which this version was loaded.';
