delete from mentions
where
    mentions.article_id in (select staged.article_id from staged_articles as staged)
    and mentions.mention_id not in (select staged.mention_id from staged_mentions as staged)
