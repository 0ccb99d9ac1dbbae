delete from warnings
where
    warnings.event_key in (
        select staged.event_key from staged_events as staged
        union all
        select removed.event_key from removed_events as removed
    )
    and warnings.row_hash not in (select staged.row_hash from staged_warnings as staged)
