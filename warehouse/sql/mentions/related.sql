-- Coded mentions, by other articles, of the events asked for and of the events that the
-- articles' stored mentions report.
with
wanted as (
    select unnest($event_keys::varchar[]) as event_key
    union
    select mentions.event_key
    from mentions
    where
        mentions.article_id in (select unnest($article_ids::varchar[]))
        and mentions.event_key is not null
)
select mentions.* exclude (row_hash, run_id)
from mentions
semi join wanted on mentions.event_key = wanted.event_key
where
    mentions.status = 'coded'
    and mentions.article_id not in (select unnest($article_ids::varchar[]))
order by mentions.mention_id
