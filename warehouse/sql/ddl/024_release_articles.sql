create view release_articles as
select
    articles.article_id,
    articles.content_hash,
    articles.url,
    articles.source,
    articles.title,
    articles.language,
    articles.language_confidence,
    articles.published_at,
    articles.published_low,
    articles.published_high,
    articles.published_method,
    articles.published_confidence,
    articles.outcome,
    articles.reason,
    articles.model_version,
    articles.codebook_version
from articles;

comment on view release_articles is 'What a release says of articles: no text, which belongs to the outlets, and no path.';
