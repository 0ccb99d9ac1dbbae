-- The table of the baseline, without rows.
create table keyed as
select made.* exclude (article_id, row_hash)
from made
limit 0
