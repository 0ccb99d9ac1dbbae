select
    articles.outcome,
    count(*) as n
from articles
group by articles.outcome
order by n desc, articles.outcome
