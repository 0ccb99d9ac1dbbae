-- One row a text cell that is not null.
create view text_cells as
select
    file_row_number,
    event_key,
    column_name,
    cell
from events_batch
unpivot (
    cell for column_name in (
        event_id_cnty, disorder_type, event_type, sub_event_type, actor1, assoc_actor_1, inter1,
        actor2, assoc_actor_2, inter2, interaction, civilian_targeting, region, country, admin1,
        admin2, admin3, location, source, source_scale, notes, tags
    )
)
