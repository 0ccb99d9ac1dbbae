delete from provenance
where
    provenance.article_id in (select staged.article_id from staged_articles as staged)
    and provenance.row_hash not in (select staged.row_hash from staged_provenance as staged)
