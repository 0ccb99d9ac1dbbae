-- One GeoJSON feature a row of the year (RFC 7946: longitude first, WGS 84), as text, in order.
with
rows as (
    select released.* exclude (iso3)
    from query_table($source) as released
    where released.year = $year
)
select
    json_object(
        'type', 'Feature',
        'id', rows.event_id_cnty,
        'geometry', case
            when rows.latitude is not null and rows.longitude is not null
                then json_object(
                    'type', 'Point',
                    'coordinates', json_array(rows.longitude, rows.latitude)
                )
        end,
        'properties', to_json(rows)
    )::varchar as feature
from rows
order by
    rows.country,
    rows.event_date,
    rows.event_id_cnty
