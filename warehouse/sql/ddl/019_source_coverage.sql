create view source_coverage as
with
coded as (
    select
        mentions.article_id,
        count(distinct mentions.event_key) as events
    from mentions
    where mentions.status = 'coded'
    group by mentions.article_id
)
select
    articles.source,
    articles.language,
    count(*) as articles,
    count(coded.article_id) as articles_with_events,
    coalesce(sum(coded.events), 0)::bigint as event_mentions,
    min(articles.published_at) as first_published_at,
    max(articles.published_at) as last_published_at
from articles
left join coded on articles.article_id = coded.article_id
group by articles.source, articles.language
order by all;

comment on view source_coverage is 'Articles by outlet and language, how many of them report events, and the days they span.';
