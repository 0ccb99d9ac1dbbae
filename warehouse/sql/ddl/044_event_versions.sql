create view event_versions as
select
    history.*,
    false as is_current
from events_history as history
union all by name
select
    events.*,
    null::timestamp as valid_to,
    true as is_current
from events;

comment on view event_versions is 'Every version of every event, former and current. State of a day: valid_from <= day and (valid_to is null or valid_to > day).';
