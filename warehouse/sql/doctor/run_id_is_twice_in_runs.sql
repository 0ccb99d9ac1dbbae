select runs.run_id as value
from runs
group by runs.run_id
having count(*) > 1
order by value
