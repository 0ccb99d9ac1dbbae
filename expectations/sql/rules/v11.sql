-- V11 event_date is not after the publication of any cited article (a day's grace for time zones).
select
    file_row_number,
    event_key,
    event_date || ' but published ' || first_published as detail
from event_dates
where event_date > first_published + 1
