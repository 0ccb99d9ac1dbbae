insert into event_registry
select event_key, event_id_cnty, iso3, substr(event_key, 2)::integer, timestamp from made
