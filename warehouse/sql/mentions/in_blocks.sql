-- Coded mentions, by other articles than those given, that may share a block with a seed (see
-- transforms/merge/blocks.py): their days can meet, and they lie in one first-level unit or
-- within about 33 km. A week reaches 6 days from its middle, a month its first and last day.
with
days as (
    select
        seeds.*,
        unnest(generate_series(seeds.first_day, seeds.last_day, interval 1 day))::date as day
    from seeds
),
meeting as (
    select distinct
        days.iso3,
        days.admin1,
        days.latitude,
        days.longitude,
        'day' as known,
        days.day as met
    from days
    union
    select
        days.iso3,
        days.admin1,
        days.latitude,
        days.longitude,
        'week' as known,
        (days.day + steps.step::integer)::date as met
    from days
    cross join range(-6, 7) as steps (step)
    union
    select
        days.iso3,
        days.admin1,
        days.latitude,
        days.longitude,
        'month' as known,
        date_trunc('month', days.day)::date as met
    from days
),
stored as (
    select
        mentions.mention_id,
        mentions.iso3,
        coalesce(mentions.admin1, '') as admin1,
        mentions.latitude,
        mentions.longitude,
        case mentions.time_precision
            when 1 then 'day'
            when 2 then 'week'
            else 'month'
        end as known,
        case
            when mentions.time_precision = 3
                then date_trunc('month', mentions.event_date)::date
            else mentions.event_date
        end as met
    from mentions
    where
        mentions.status = 'coded'
        and mentions.article_id not in (select unnest($article_ids::varchar[]))
),
found as (
    select distinct stored.mention_id
    from stored
    inner join meeting
        on
            stored.iso3 = meeting.iso3
            and stored.known = meeting.known
            and stored.met = meeting.met
    where
        stored.admin1 = meeting.admin1
        or (
            abs(stored.latitude - meeting.latitude) < 0.31
            and abs(stored.longitude - meeting.longitude) < 0.61
        )
)
select mentions.* exclude (row_hash, run_id)
from mentions
semi join found on mentions.mention_id = found.mention_id
order by mentions.mention_id
