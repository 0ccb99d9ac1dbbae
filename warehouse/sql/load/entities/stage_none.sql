create temp table staged_entities as
select entities.* exclude (run_id)
from entities
limit 0
