-- V51 A suicide bombing kills at least the bomber; look at a row that says otherwise.
select
    file_row_number,
    event_key,
    fatalities as detail
from events_batch
where sub_event_type = 'Suicide bomb'
    and fatalities < 1
