-- V62 A location that is only a country is no place, unless a town has the same name.
select
    e.file_row_number,
    e.event_key,
    e.location as detail
from events_batch as e
join countries as c on c.country = e.location
where not c.also_a_town and e.geo_precision < 3
