select
    mentions.* exclude (row_hash, run_id),
    passage(articles.text, mentions.trigger_start, mentions.trigger_end) as sentence_text
from mentions
inner join articles on mentions.article_id = articles.article_id
where
    mentions.event_key = $event_key
    and mentions.status = 'coded'
order by mentions.article_id, mentions.trigger_start, mentions.mention_id
