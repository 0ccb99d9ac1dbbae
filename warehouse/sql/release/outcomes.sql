select
    release_articles.outcome,
    count(*) as n
from release_articles
group by release_articles.outcome
order by count(*) desc, release_articles.outcome
