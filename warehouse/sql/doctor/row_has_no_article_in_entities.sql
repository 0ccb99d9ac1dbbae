select distinct entities.article_id as value
from entities
anti join articles on entities.article_id = articles.article_id
order by value
