-- Nothing has changed since the last run, so the rows that it wrote are there.
with
last_run as (
    select
        runs.run_id,
        runs.changes
    from runs
    order by runs.finished_at desc, runs.run_id
    limit 1
),
found as (
    select 'events' as name, count(*) as n from events semi join last_run using (run_id)
    union all
    select 'mentions' as name, count(*) as n from mentions semi join last_run using (run_id)
    union all
    select 'articles' as name, count(*) as n from articles semi join last_run using (run_id)
),
told as (
    select
        found.name,
        found.n,
        json_extract(last_run.changes, '$.' || found.name || '.inserted')::bigint as inserted
    from found
    cross join last_run
)
select told.name || ': ' || told.n || ' of ' || told.inserted as value
from told
where told.n < told.inserted
order by value
