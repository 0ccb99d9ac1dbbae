create or replace table lake.{table} as
from ledger.{table}
limit 0
