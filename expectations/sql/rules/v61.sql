-- V61 admin3 needs admin2, and admin2 needs admin1.
select
    file_row_number,
    event_key,
    concat_ws(', ', admin1, admin2, admin3) as detail
from events_batch
where (admin3 is not null and admin2 is null)
    or (admin2 is not null and admin1 is null)
