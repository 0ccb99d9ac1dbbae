-- Articles that have a text and were coded, or would be with other models: no copies.
select articles.* exclude (row_hash, run_id)
from articles
where
    articles.text is not null
    and articles.outcome not like 'duplicate%'
    and articles.article_id > $after
order by articles.article_id
limit $page_rows
