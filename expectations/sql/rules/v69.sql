-- V69 source lists names of outlets, split by '; ', none blank, none twice, no address.
with parts as (
    select
        file_row_number,
        event_key,
        source,
        string_split(source, '; ') as names
    from events_batch
    where source is not null
)
select
    file_row_number,
    event_key,
    source as detail
from parts
where
    len(names) <> len(list_distinct(names))
    or len(list_filter(names, lambda name: trim(name) = '' or contains(name, ';'))) > 0
    or contains(source, '//')
    or contains(source, 'www.')
