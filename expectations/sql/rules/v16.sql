-- V16 event_date lies within a year before publication, unless the row is flagged as background.
select
    file_row_number,
    event_key,
    event_date || ' but published ' || first_published as detail
from event_dates
where
    first_published - event_date
    > (select value from thresholds where name = 'max_days_before_publication')
    and not coalesce(list_contains(flags, 'background'), false)
