delete from event_fields
where
    event_fields.event_key in (
        select staged.event_key from staged_events as staged
        union all
        select removed.event_key from removed_events as removed
    )
    and event_fields.row_hash not in (select staged.row_hash from staged_event_fields as staged)
