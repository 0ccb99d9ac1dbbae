-- V68 notes name the location and are short.
select
    file_row_number,
    event_key,
    length(notes) || ' characters; location ' || location as detail
from events_batch
where not contains(notes, location)
    or length(notes) > (select value from thresholds where name = 'max_note_characters')
