delete from sketches
using staged_sketches as staged
where
    sketches.article_id = staged.article_id
    and sketches.row_hash <> staged.row_hash
