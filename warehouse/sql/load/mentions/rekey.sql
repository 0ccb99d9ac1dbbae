-- Mentions that tell another event since this merge.
with
told as (
    select
        staged.mention_id,
        staged.event_key
    from staged_mentions as staged
    union
    select
        staged.mention_id,
        staged.event_key
    from staged_reassigned as staged
)
update mentions
set event_key = told.event_key
from told
where
    mentions.mention_id = told.mention_id
    and mentions.event_key is distinct from told.event_key
