-- An event that was deleted and is reported again counts its versions on.
insert into events by name
with
former as (
    select
        history.event_key,
        max(history.version) as version,
        max(history.valid_to) as valid_to
    from events_history as history
    semi join staged_events as staged on history.event_key = staged.event_key
    group by history.event_key
)
select
    staged.*,
    $run_id as run_id,
    coalesce(former.version, 0) + 1 as version,
    coalesce(greatest($loaded_at, former.valid_to), $loaded_at) as valid_from
from staged_events as staged
anti join events as stored on staged.event_key = stored.event_key
left join former on staged.event_key = former.event_key
