-- V44 In a Protest with intervention somebody intervenes: organised forces or Rioters.
with others as (
    select
        file_row_number,
        event_key,
        case when inter1 = 'Protesters' then inter2 else inter1 end as other_inter
    from events_batch
    where sub_event_type = 'Protest with intervention'
)
select
    file_row_number,
    event_key,
    'the other side is ' || coalesce(other_inter, 'nobody') as detail
from others
where
    coalesce(other_inter, '') not in (
        select inter from legal_sides where type_name = 'Protest with intervention' and role = 'other_side'
    )
