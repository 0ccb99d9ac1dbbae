-- V72 No two rows tell one event: the row with most articles stays, the others fail.
with ranked as (
    select
        file_row_number,
        event_key,
        first_value(event_key) over twins as kept_key,
        row_number() over twins as place
    from events_batch
    window twins as (
        partition by
            event_date, sub_event_type, country, admin1, location,
            least(actor1, coalesce(actor2, '')), greatest(actor1, coalesce(actor2, ''))
        order by n_articles desc, event_key, file_row_number
    )
)
select
    file_row_number,
    event_key,
    'same event as ' || coalesce(kept_key, 'another row') as detail
from ranked
where place > 1
