select
    articles.article_id,
    articles.content_hash,
    articles.model_version,
    articles.codebook_version,
    articles.outcome
from articles
order by articles.article_id
