select distinct mentions.article_id as value
from mentions
anti join articles on mentions.article_id = articles.article_id
order by value
