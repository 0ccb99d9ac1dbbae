create temp table staged_warnings as
select warnings.* exclude (run_id)
from warnings
limit 0
