delete from articles
using staged_articles as staged
where
    articles.article_id = staged.article_id
    and articles.row_hash <> staged.row_hash
