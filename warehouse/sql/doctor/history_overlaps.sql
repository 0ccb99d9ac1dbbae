-- Versions of an event follow each other: each begins when the one before has ended.
with
versions as (
    select
        history.event_id_cnty,
        history.event_key,
        history.version,
        history.valid_from,
        history.valid_to
    from events_history as history
    union all
    select
        events.event_id_cnty,
        events.event_key,
        events.version,
        events.valid_from,
        null as valid_to
    from events
),
followed as (
    select
        versions.*,
        lead(versions.version) over later as next_version,
        lead(versions.valid_from) over later as next_from
    from versions
    window later as (partition by versions.event_key order by versions.version)
)
select followed.event_id_cnty || ' version ' || followed.version as value
from followed
where
    followed.next_version <> followed.version + 1
    or followed.next_from < followed.valid_to
order by value
