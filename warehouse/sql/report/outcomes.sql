select
    articles.outcome,
    count(*) as n
from articles
group by articles.outcome
order by count(*) desc, articles.outcome
