insert into runs by name
select
    $run_id as run_id,
    $started_at as started_at,
    $loaded_at as finished_at,
    $code_version as code_version,
    $codebook_version as codebook_version,
    $model_version as model_version,
    $gazetteer_version as gazetteer_version,
    $inputs::json as inputs,
    $counts::json as counts,
    $parameters::json as parameters,
    $changes::json as changes
