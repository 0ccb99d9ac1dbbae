insert into entities by name
select
    staged.*,
    $run_id as run_id
from staged_entities as staged
anti join entities as stored on staged.row_hash = stored.row_hash
