-- The figures of a release, for its words.
with
events_now as (
    select
        count(*) as n_events,
        min(released.event_date) as first_day,
        max(released.event_date) as last_day,
        count(distinct released.country) as n_countries,
        coalesce(sum(released.fatalities), 0)::bigint as n_fatalities,
        count(*) filter (released.time_precision > 1) as n_days_unsure,
        count(*) filter (released.geo_precision > 1) as n_places_unsure
    from released
),
articles_now as (
    select
        count(*) as n_articles,
        count(distinct release_articles.source) as n_outlets,
        string_agg(distinct release_articles.language, ', ' order by release_articles.language)
            as languages,
        string_agg(
            distinct release_articles.codebook_version, ', '
            order by release_articles.codebook_version
        ) as codebooks,
        string_agg(
            distinct release_articles.model_version, ', '
            order by release_articles.model_version
        ) as models
    from release_articles
),
incomplete as (
    select count(*) as n_incomplete
    from mentions
    where mentions.status = 'incomplete'
),
aside as (
    select count(*) as n_quarantined
    from quarantine
)
select
    events_now.*,
    articles_now.*,
    incomplete.n_incomplete,
    aside.n_quarantined
from events_now
cross join articles_now
cross join incomplete
cross join aside
