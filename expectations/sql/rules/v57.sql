-- V57 country, region and iso agree with the country table.
select
    e.file_row_number,
    e.event_key,
    concat_ws(', ', e.country, e.region, e.iso) as detail
from events_batch as e
left join countries as c on c.country = e.country
where
    e.country is not null
    and (c.country is null or e.region <> c.region or e.iso <> c.iso)
