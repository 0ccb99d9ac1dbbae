insert into articles by name
select
    staged.*,
    $run_id as run_id
from staged_articles as staged
anti join articles as stored on staged.article_id = stored.article_id
