create table event_fields (
    event_key varchar not null,
    field varchar not null,
    mention_id varchar not null,
    article_id varchar not null,
    rule varchar not null,
    row_hash varchar,
    run_id varchar
);

comment on table event_fields is 'Which mention gave a field of an event that several mentions tell. An event told once has no rows here: all its fields are that mention''s. See the view field_origins.';
comment on column event_fields.event_key is 'Event concerned (events.event_key).';
comment on column event_fields.field is 'Column of events. event_date stands for year and time_precision, sub_event_type for all that follows from it, location for country to geo_precision, an actor for its kind.';
comment on column event_fields.mention_id is 'Mention that gave the value, or one of them (mentions.mention_id).';
comment on column event_fields.article_id is 'Article of that mention (articles.article_id).';
comment on column event_fields.rule is 'Why this mention: highest_type, best_time_precision, best_geo_precision, most_specific, lowest_of_latest, only_figure, first_with_size, every_report, none_reported or none_by_type.';
comment on column event_fields.row_hash is 'MD5 of the row as staged; a row with the same hash is left alone.';
comment on column event_fields.run_id is 'Run that wrote this row (runs.run_id).';
