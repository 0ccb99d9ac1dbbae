insert into lake.{table}
from ledger.{table} as ours
where hash(ours) not in (select hash(theirs) from lake.{table} as theirs)
