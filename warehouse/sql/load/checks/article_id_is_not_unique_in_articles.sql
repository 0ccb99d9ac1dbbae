select articles.article_id as value
from articles
semi join staged_articles as staged on articles.article_id = staged.article_id
group by articles.article_id
having count(*) > 1
order by articles.article_id
limit 5
