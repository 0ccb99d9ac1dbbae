select articles.article_id as value
from articles
group by articles.article_id
having count(*) > 1
order by value
