select
    article_copies.article_id,
    article_copies.source,
    article_copies.published_at,
    article_copies.reason
from article_copies
where article_copies.duplicate_of = $article_id
order by article_copies.article_id
