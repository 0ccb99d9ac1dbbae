with
counted as (
    select
        count(*) as n_events,
        min(events.event_date) as first_day,
        max(events.event_date) as last_day,
        count(distinct events.country) as n_countries,
        coalesce(sum(events.fatalities), 0)::bigint as n_fatalities,
        count(*) filter (events.fatalities > 0) as n_deadly,
        count(*) filter (events.n_articles > 1) as n_confirmed,
        max(events.timestamp) as newest_timestamp
    from events
)
select
    counted.*,
    (select count(*) from articles) as n_articles,
    (select count(distinct articles.source) from articles) as n_outlets,
    (select count(*) from mentions where mentions.status = 'incomplete') as n_incomplete,
    (select count(*) from quarantine) as n_quarantined,
    (select count(*) from deleted_events) as n_deleted
from counted
