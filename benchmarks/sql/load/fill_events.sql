insert into events by name
select * exclude (article_id), 1 as version, timestamp '2026-01-01' as valid_from
from made
