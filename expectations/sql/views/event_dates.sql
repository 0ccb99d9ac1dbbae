-- One row an event: the first day on which an article that it cites was published.
create view event_dates as
select
    e.file_row_number,
    e.event_key,
    e.event_date,
    e.flags,
    coalesce(min(a.published_day), any_value(e.published_at)) as first_published
from events_batch as e
left join event_articles as a on a.event_key = e.event_key
group by e.file_row_number, e.event_key, e.event_date, e.flags
