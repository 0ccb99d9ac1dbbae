delete from entities
where
    entities.article_id in (select staged.article_id from staged_articles as staged)
    and entities.row_hash not in (select staged.row_hash from staged_entities as staged)
