-- V31 The years in a state actor's name span the year of the event.
with spans as (
    select
        *,
        try_cast(regexp_extract(actor, '\(([0-9]{4})-([0-9]{4})?\)', 1) as integer) as first_year,
        try_cast(regexp_extract(actor, '\(([0-9]{4})-([0-9]{4})?\)', 2) as integer) as last_year
    from sides
)
select
    file_row_number,
    event_key,
    actor || ' in ' || year(event_date) as detail
from spans
where year(event_date) < first_year or year(event_date) > last_year
