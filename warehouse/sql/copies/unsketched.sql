select articles.* exclude (row_hash, run_id)
from articles
anti join sketches
    on
        articles.article_id = sketches.article_id
        and sketches.scheme = $scheme
where
    articles.article_id > $after
    and articles.text is not null
    and articles.outcome <> 'quarantined'
order by articles.article_id
limit $max_rows
