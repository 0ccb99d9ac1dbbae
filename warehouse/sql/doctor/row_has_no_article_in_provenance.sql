select distinct provenance.article_id as value
from provenance
anti join articles on provenance.article_id = articles.article_id
order by value
