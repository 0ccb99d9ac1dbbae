-- V02 event_key, and event_id_cnty where it is given, is unique; event_key is not null.
with counted as (
    select
        file_row_number,
        event_key,
        event_id_cnty,
        count(*) over (partition by event_key) as n_key,
        count(*) over (partition by event_id_cnty) as n_id
    from events_batch
)
select
    file_row_number,
    event_key,
    'event_key is null' as detail
from counted
where event_key is null
union all
select
    file_row_number,
    event_key,
    'event_key ' || event_key || ' stands in ' || n_key || ' rows' as detail
from counted
where event_key is not null and n_key > 1
union all
select
    file_row_number,
    event_key,
    event_id_cnty || ' stands in ' || n_id || ' rows' as detail
from counted
where event_id_cnty is not null and n_id > 1
