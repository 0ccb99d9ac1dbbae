insert into provenance by name
select
    staged.*,
    $run_id as run_id
from staged_provenance as staged
anti join provenance as stored on staged.row_hash = stored.row_hash
