select
    events.event_id_cnty,
    events.event_date,
    events.time_precision,
    events.event_type,
    events.sub_event_type,
    events.actor1,
    events.actor2,
    events.country,
    events.location,
    events.fatalities,
    events.n_articles
from events
where events.event_key in (
    select mentions.event_key
    from mentions
    where mentions.article_id in (select unnest($article_ids::varchar[]))
)
order by events.event_date desc, events.event_id_cnty
