with
told as (
    select
        mentions.event_key,
        count(distinct mentions.article_id) as n_articles
    from mentions
    where mentions.status = 'coded'
    group by mentions.event_key
)
select events.event_id_cnty || ' says ' || events.n_articles || ', has ' || told.n_articles as value
from events
inner join told on events.event_key = told.event_key
where events.n_articles <> told.n_articles
order by value
