select runs.run_id as value
from runs
where
    runs.code_version is null
    or runs.codebook_version is null
    or runs.model_version is null
    or runs.gazetteer_version is null
    or runs.inputs is null
order by value
