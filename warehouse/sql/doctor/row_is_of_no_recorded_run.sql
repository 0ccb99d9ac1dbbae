with
written as (
    select events.run_id from events
    union
    select mentions.run_id from mentions
    union
    select articles.run_id from articles
    union
    select deleted.run_id from deleted_events as deleted
    union
    select history.run_id from events_history as history
)
select coalesce(written.run_id, 'no run') as value
from written
anti join runs on written.run_id = runs.run_id
order by value
