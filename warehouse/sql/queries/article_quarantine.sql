-- Its own rows, and those of events that it reports.
select quarantine.* exclude (row_hash, run_id)
from quarantine
where
    quarantine.article_id = $article_id
    or quarantine.event_key in (
        select mentions.event_key
        from mentions
        where mentions.article_id = $article_id
    )
order by quarantine.kind, quarantine.reason, quarantine.quarantine_id
