select staged.mention_id as value
from staged_mentions as staged
anti join articles on staged.article_id = articles.article_id
order by value
limit 5
