delete from runs
where runs.run_id = $run_id
