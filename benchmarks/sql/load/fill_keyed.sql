insert into keyed
select made.* exclude (article_id, row_hash)
from made
