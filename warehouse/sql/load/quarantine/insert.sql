insert into quarantine by name
select
    staged.*,
    $run_id as run_id
from staged_quarantine as staged
anti join quarantine as stored on staged.quarantine_id = stored.quarantine_id
