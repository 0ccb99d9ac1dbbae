-- One row an event of the table and an article that reports it, with the sentence around the word
-- that told the event, and where in it that word is (from 0).
with
shown as (
    select events.event_key
    from events
    order by events.event_date desc, events.event_id_cnty
    limit $max_rows
),
told as (
    select
        mentions.event_key,
        mentions.article_id,
        min_by(mentions.trigger_start, mentions.mention_id) as trigger_start,
        min_by(mentions.trigger_end, mentions.mention_id) as trigger_end
    from mentions
    semi join shown on mentions.event_key = shown.event_key
    where mentions.status = 'coded'
    group by mentions.event_key, mentions.article_id
),
quoted as (
    select
        told.*,
        articles.url,
        articles.source,
        articles.title,
        articles.language,
        articles.published_at,
        case
            when told.trigger_start is not null
                then passage(articles.text, told.trigger_start, told.trigger_end)
        end as sentence,
        substring(
            articles.text, told.trigger_start + 1, told.trigger_end - told.trigger_start
        ) as trigger
    from told
    left join articles on told.article_id = articles.article_id
)
select
    quoted.event_key,
    quoted.article_id,
    quoted.url,
    quoted.source,
    quoted.title,
    quoted.language,
    quoted.published_at,
    quoted.sentence,
    instr(quoted.sentence, quoted.trigger) - 1 as marked,
    length(quoted.trigger) as marked_length
from quoted
order by quoted.event_key, quoted.article_id
