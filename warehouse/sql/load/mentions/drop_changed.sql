delete from mentions
using staged_mentions as staged
where
    mentions.mention_id = staged.mention_id
    and mentions.row_hash <> staged.row_hash
