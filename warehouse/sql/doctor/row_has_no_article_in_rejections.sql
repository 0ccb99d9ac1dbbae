select distinct rejections.article_id as value
from rejections
anti join articles on rejections.article_id = articles.article_id
order by value
