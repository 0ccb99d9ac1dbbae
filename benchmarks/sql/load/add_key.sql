alter table keyed add primary key (event_key)
