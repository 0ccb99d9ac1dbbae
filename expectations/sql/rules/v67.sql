-- V67 notes open with the day of the event, and tell more than that somebody said something:
-- none of the first four words after the day is a verb of saying.
with openings as (
    select
        file_row_number,
        event_key,
        notes,
        strftime(event_date, '%-d %B %Y') as day_in_words,
        string_split(regexp_extract(notes, '^[^,]*, ([^,.]*)', 1), ' ')[1:4] as first_words
    from events_batch
)
select
    file_row_number,
    event_key,
    notes as detail
from openings
where
    not (
        starts_with(notes, 'On ' || day_in_words || ',')
        or starts_with(notes, 'Around ' || day_in_words || ',')
        or starts_with(notes, 'Around ' || day_in_words || ' (')
    )
    or list_has_any(first_words, (select list(word) from statement_verbs))
