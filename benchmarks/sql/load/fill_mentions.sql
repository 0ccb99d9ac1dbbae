insert into mentions by name
select * exclude (event_id_cnty, n_articles, timestamp), article_id || '-m' as mention_id,
    'coded' as status
from made
