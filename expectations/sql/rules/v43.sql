-- V43 In a Peaceful protest the other side is nobody, Protesters or Civilians.
with others as (
    select
        file_row_number,
        event_key,
        case when inter1 = 'Protesters' then inter2 else inter1 end as other_inter
    from events_batch
    where sub_event_type = 'Peaceful protest'
)
select
    file_row_number,
    event_key,
    'the other side is ' || coalesce(other_inter, 'nobody') as detail
from others
where
    other_inter not in (
        select inter from legal_sides where type_name = 'Peaceful protest' and role = 'other_side'
    )
