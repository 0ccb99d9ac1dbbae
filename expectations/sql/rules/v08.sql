-- V08 event_date is a calendar day that a newspaper can report.
select
    file_row_number,
    event_key,
    event_date as detail
from events_batch
where year(event_date) not between
    (select value from thresholds where name = 'first_year')
    and (select value from thresholds where name = 'last_year')
