delete from lake.{table} as theirs
where hash(theirs) not in (select hash(ours) from ledger.{table} as ours)
