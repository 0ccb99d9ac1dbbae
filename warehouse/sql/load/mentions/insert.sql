insert into mentions by name
select
    staged.*,
    $run_id as run_id
from staged_mentions as staged
anti join mentions as stored on staged.mention_id = stored.mention_id
