create temp table staged_sketches as
select sketches.* exclude (run_id)
from sketches
limit 0
