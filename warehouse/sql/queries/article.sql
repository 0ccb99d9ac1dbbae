select articles.* exclude (row_hash, run_id)
from articles
where articles.article_id = $article_id
