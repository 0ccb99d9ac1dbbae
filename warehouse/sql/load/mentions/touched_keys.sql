-- Events that may lose a mention in this batch: it is gone, changed, or tells another event now.
create temp table touched_keys as
with
told as (
    select
        staged.mention_id,
        staged.event_key,
        staged.row_hash
    from staged_mentions as staged
    union all
    select
        staged.mention_id,
        staged.event_key,
        null as row_hash
    from staged_reassigned as staged
),
changed as (
    select
        stored.event_key,
        case when told.event_key <> stored.event_key then told.event_key end as moved_to
    from mentions as stored
    left join told on stored.mention_id = told.mention_id
    where
        stored.event_key is not null
        and (
            told.row_hash <> stored.row_hash
            or (told.mention_id is not null and told.event_key is distinct from stored.event_key)
            or (
                told.mention_id is null
                and stored.article_id in (
                    select articles.article_id from staged_articles as articles
                )
            )
        )
)
select
    changed.event_key,
    min(changed.moved_to) as moved_to
from changed
group by changed.event_key
