-- V59 The point lies in a square degree that holds a place of the country, or half a degree beside.
select
    e.file_row_number,
    e.event_key,
    e.latitude || ', ' || e.longitude || ' is far from ' || e.country as detail
from events_batch as e
where
    e.country in (select country from country_cells)
    and not exists (
        select 1
        from country_cells as c
        where
            c.country = e.country
            and abs(c.middle_latitude - e.latitude) <= 1
            and abs(c.middle_longitude - e.longitude) <= 1
    )
    and e.latitude is not null
    and e.longitude is not null
