insert into sketches by name
select
    staged.*,
    $run_id as run_id
from staged_sketches as staged
anti join sketches as stored on staged.article_id = stored.article_id
