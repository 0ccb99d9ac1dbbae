delete from rejections
where
    rejections.article_id in (select staged.article_id from staged_articles as staged)
    and rejections.row_hash not in (select staged.row_hash from staged_rejections as staged)
