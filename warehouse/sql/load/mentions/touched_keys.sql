-- Events that may lose a mention in this batch: it is gone, or reports another event now.
create temp table touched_keys as
select distinct stored.event_key
from mentions as stored
left join staged_mentions as staged on stored.mention_id = staged.mention_id
where
    stored.event_key is not null
    and (
        staged.row_hash <> stored.row_hash
        or (
            staged.mention_id is null
            and stored.article_id in (select articles.article_id from staged_articles as articles)
        )
    )
