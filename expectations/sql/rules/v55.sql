-- V55 civilian_targeting is set where the sub-type demands it, and not where it forbids it.
select
    e.file_row_number,
    e.event_key,
    e.sub_event_type || ' with ' || coalesce(e.civilian_targeting, 'null') as detail
from events_batch as e
join sub_event_types as s on s.name = e.sub_event_type
where
    (s.civilian_targeting = 'always' and e.civilian_targeting is null)
    or (s.civilian_targeting = 'never' and e.civilian_targeting is not null)
