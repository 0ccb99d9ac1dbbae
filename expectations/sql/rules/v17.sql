-- V17 timestamp, where it is given, is in Unix seconds and not before event_date.
select
    file_row_number,
    event_key,
    "timestamp" as detail
from events_batch
where "timestamp" is not null
    and (
        "timestamp" < epoch(event_date)
        or year(to_timestamp("timestamp")) > (select value from thresholds where name = 'last_year')
    )
