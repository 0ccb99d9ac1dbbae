-- V70 source_scale is a level or a known pair of levels.
select
    file_row_number,
    event_key,
    source_scale as detail
from events_batch
where source_scale not in (select scale from source_scales)
