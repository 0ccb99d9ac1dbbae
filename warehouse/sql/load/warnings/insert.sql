insert into warnings by name
select
    staged.*,
    $run_id as run_id
from staged_warnings as staged
anti join warnings as stored on staged.row_hash = stored.row_hash
