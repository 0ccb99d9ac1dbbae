-- V22 Excessive force, and nothing else, is political violence and demonstration at once.
select
    file_row_number,
    event_key,
    disorder_type || ' for ' || sub_event_type as detail
from events_batch
where (sub_event_type = 'Excessive force against protesters')
    <> (disorder_type = 'Political violence; Demonstrations')
