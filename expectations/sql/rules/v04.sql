-- V04 The letters of event_id_cnty equal the country's iso3.
select
    e.file_row_number,
    e.event_key,
    e.event_id_cnty || ' in ' || e.country as detail
from events_batch as e
join countries as c on c.country = e.country
where e.event_id_cnty is not null and left(e.event_id_cnty, 3) <> c.iso3
