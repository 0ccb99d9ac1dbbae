-- Coded mentions of these articles.
select mentions.* exclude (row_hash, run_id)
from mentions
where
    mentions.status = 'coded'
    and mentions.article_id in (select unnest($article_ids::varchar[]))
order by mentions.mention_id
