-- V63 One place has one pair of coordinates.
with points as (
    select
        file_row_number,
        event_key,
        location || ' at ' || latitude || ', ' || longitude as detail,
        count(distinct (latitude, longitude)) over (
            partition by country, admin1, location
        ) as n_points
    from events_batch
)
select
    file_row_number,
    event_key,
    detail
from points
where n_points > 1
