select
    articles.language,
    count(*) as n
from articles
group by articles.language
order by n desc, articles.language
