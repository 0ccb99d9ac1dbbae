create table mentions (
    mention_id varchar not null,
    event_key varchar,
    article_id varchar not null,
    published_at date,
    sentence integer,
    trigger_start integer,
    trigger_end integer,
    status varchar,
    missing varchar[],
    flags varchar[],
    geonameid bigint,
    iso3 varchar,
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
    codebook_version varchar,
    model_version varchar,
    row_hash varchar,
    run_id varchar
);

comment on table mentions is 'One article''s report of one event, coded. Incomplete ones name what is missing.';
comment on column mentions.mention_id is 'Id of the mention, stable for the same article, text and codebook.';
comment on column mentions.event_key is 'Event this mention reports (events.event_key); null while incomplete.';
comment on column mentions.article_id is 'Id of the article (articles.article_id).';
comment on column mentions.published_at is 'Publication day of the article, null where unknown.';
comment on column mentions.sentence is 'Number of the sentence in the article, from 0.';
comment on column mentions.trigger_start is 'First character of the trigger word in articles.text.';
comment on column mentions.trigger_end is 'Character after the trigger word.';
comment on column mentions.status is 'coded or incomplete.';
comment on column mentions.missing is 'Required columns without a value; such a mention is incomplete.';
comment on column mentions.flags is 'Remarks of the coder.';
comment on column mentions.geonameid is 'GeoNames id of the place.';
comment on column mentions.iso3 is 'ISO 3166-1 alpha-3 code of the country.';
comment on column mentions.event_date is 'Day of the event. Null only in incomplete mentions: never filled in from the run.';
comment on column mentions.year is 'Year of event_date.';
comment on column mentions.time_precision is '1 = the day is known, 2 = the week or part of the month, 3 = the month.';
comment on column mentions.disorder_type is 'Political violence, Demonstrations, both, or Strategic developments; follows from sub_event_type.';
comment on column mentions.event_type is 'One of the six types of event.';
comment on column mentions.sub_event_type is 'Sub-type, legal for its event_type.';
comment on column mentions.actor1 is 'First actor, in the form of the actor codebook. The order says nothing about guilt.';
comment on column mentions.assoc_actor_1 is 'Actors associated with actor1, separated by "; ".';
comment on column mentions.inter1 is 'Actor type of actor1.';
comment on column mentions.actor2 is 'Second actor; null for one-sided events.';
comment on column mentions.assoc_actor_2 is 'Actors associated with actor2, separated by "; ".';
comment on column mentions.inter2 is 'Actor type of actor2; null where actor2 is null.';
comment on column mentions.interaction is 'The two actor types joined in canonical order.';
comment on column mentions.civilian_targeting is '"Civilian targeting" where civilians were the main target, else null.';
comment on column mentions.iso is 'ISO 3166-1 numeric code of the country.';
comment on column mentions.region is 'Region of the world the country belongs to.';
comment on column mentions.country is 'Country in which the event took place.';
comment on column mentions.admin1 is 'First-level administrative unit.';
comment on column mentions.admin2 is 'Second-level administrative unit.';
comment on column mentions.admin3 is 'Third-level administrative unit.';
comment on column mentions.location is 'Named place of the event.';
comment on column mentions.latitude is 'Latitude of the place in degrees north, EPSG:4326.';
comment on column mentions.longitude is 'Longitude of the place in degrees east, EPSG:4326.';
comment on column mentions.geo_precision is '1 = the named place itself, 2 = near it or a part of a region, 3 = a larger region.';
comment on column mentions.source is 'Name of the outlet, if known.';
comment on column mentions.source_scale is 'Reach of the sources, such as National or International.';
comment on column mentions.notes is 'One sentence in our own words on what the sources report.';
comment on column mentions.fatalities is 'Reported deaths; 0 where none are reported.';
comment on column mentions.tags is 'Further facts in a fixed vocabulary, separated by "; ".';
comment on column mentions.codebook_version is 'Version of the codebook that coded it.';
comment on column mentions.model_version is 'Version of the language models that annotated the text.';
comment on column mentions.row_hash is 'MD5 of the row as staged; a row with the same hash is left alone.';
comment on column mentions.run_id is 'Run that wrote this row (runs.run_id).';
