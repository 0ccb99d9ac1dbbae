-- Which warehouse the lake mirrors: the moment at which that warehouse was made.
select
    (select min(applied_at)::varchar from ledger.migrations) as ours,
    (select min(warehouse) from lake.mirrored) as theirs
