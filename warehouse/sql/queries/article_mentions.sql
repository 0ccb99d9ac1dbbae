select
    events.event_id_cnty,
    mentions.* exclude (row_hash, run_id),
    passage(articles.text, mentions.trigger_start, mentions.trigger_end) as sentence_text
from mentions
inner join articles on mentions.article_id = articles.article_id
left join events on mentions.event_key = events.event_key
where mentions.article_id = $article_id
order by mentions.trigger_start, mentions.mention_id
