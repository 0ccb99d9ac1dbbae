copy (
    select release_articles.*
    from release_articles
    order by release_articles.article_id
)
to $path (format parquet, compression zstd)
