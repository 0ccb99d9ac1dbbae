-- V66 More deaths than a review limit in one row.
select
    file_row_number,
    event_key,
    fatalities as detail
from events_batch
where fatalities > (select value from thresholds where name = 'max_fatalities')
