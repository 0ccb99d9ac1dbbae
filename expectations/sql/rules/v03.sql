-- V03 event_id_cnty, where it is given, is three capitals and a number.
select
    file_row_number,
    event_key,
    event_id_cnty as detail
from events_batch
where event_id_cnty is not null and not regexp_full_match(event_id_cnty, '[A-Z]{3}[0-9]+')
