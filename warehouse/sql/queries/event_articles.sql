select articles.* exclude (row_hash, run_id, text)
from articles
where articles.article_id in (
    select mentions.article_id
    from mentions
    where
        mentions.event_key = $event_key
        and mentions.status = 'coded'
)
order by articles.published_at, articles.article_id
