-- A fault is gone when the same article, line or event came through without it.
delete from quarantine
where
    quarantine.quarantine_id not in (select staged.quarantine_id from staged_quarantine as staged)
    and (
        quarantine.article_id in (select staged.article_id from staged_articles as staged)
        or exists (
            select 1
            from staged_articles as staged
            where
                staged.path = quarantine.path
                and staged.line is not distinct from quarantine.line
        )
        or quarantine.event_key in (
            select staged.event_key from staged_events as staged
            union all
            select staged.event_key from staged_quarantine as staged
            where staged.event_key is not null
        )
        or quarantine.event_key in (
            select touched.event_key
            from touched_keys as touched
            anti join mentions on touched.event_key = mentions.event_key
        )
    )
