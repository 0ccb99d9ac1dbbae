-- One row an article that an event cites, with the day on which it can have been published.
create view event_articles as
select distinct
    m.event_key,
    m.article_id,
    a.source,
    a.path,
    coalesce(m.published_at, a.published_at, a.published_high) as published_day
from mentions as m
left join articles as a on a.article_id = m.article_id
where m.event_key is not null
