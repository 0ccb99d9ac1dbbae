insert into rejections by name
select
    staged.*,
    $run_id as run_id
from staged_rejections as staged
anti join rejections as stored on staged.row_hash = stored.row_hash
