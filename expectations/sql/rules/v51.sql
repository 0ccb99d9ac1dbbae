-- V51 A suicide bombing kills at least the bomber, unless the text says otherwise.
select
    file_row_number,
    event_key,
    fatalities as detail
from events_batch
where sub_event_type = 'Suicide bomb'
    and fatalities < 1
    and not coalesce(list_contains(flags, 'bomber_survived'), false)
