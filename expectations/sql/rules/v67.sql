-- V67 notes open with the day of the event, and tell more than that somebody said something.
with openings as (
    select
        file_row_number,
        event_key,
        notes,
        strftime(event_date, '%-d %B %Y') as day_in_words
    from events_batch
),
statements as (
    select '^[^,]*, ([^ ]+ )?([^ ]+ )?([^ ]+ )?(' || string_agg(word, '|') || ')[ ,.]' as pattern
    from statement_verbs
)
select
    o.file_row_number,
    o.event_key,
    o.notes as detail
from openings as o
cross join statements as s
where
    not (
        starts_with(o.notes, 'On ' || o.day_in_words || ',')
        or starts_with(o.notes, 'Around ' || o.day_in_words || ',')
        or starts_with(o.notes, 'Around ' || o.day_in_words || ' (')
    )
    or regexp_matches(o.notes, s.pattern)
