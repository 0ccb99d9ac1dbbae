-- V12 event_date is not before the first year in which the country is coded.
select
    e.file_row_number,
    e.event_key,
    e.event_date || ' in ' || e.country || ', coded since ' || c.start_year as detail
from events_batch as e
join countries as c on c.country = e.country
where year(e.event_date) < c.start_year
