-- V58 The point is on the map, has four decimals at most, and is not (0, 0).
select
    file_row_number,
    event_key,
    latitude || ', ' || longitude as detail
from events_batch
where abs(latitude) > 90
    or abs(longitude) > 180
    or abs(latitude - round(latitude, 4)) > 1e-9
    or abs(longitude - round(longitude, 4)) > 1e-9
    or (latitude = 0 and longitude = 0)
    or isnan(latitude)
    or isnan(longitude)
