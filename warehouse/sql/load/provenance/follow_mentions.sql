update provenance
set event_key = mentions.event_key
from mentions
where
    provenance.mention_id = mentions.mention_id
    and mentions.mention_id in (
        select staged.mention_id from staged_mentions as staged
        union all
        select staged.mention_id from staged_reassigned as staged
    )
    and provenance.event_key is distinct from mentions.event_key
