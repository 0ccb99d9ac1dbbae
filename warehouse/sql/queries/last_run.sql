select runs.*
from runs
order by runs.finished_at desc, runs.run_id
limit 1
