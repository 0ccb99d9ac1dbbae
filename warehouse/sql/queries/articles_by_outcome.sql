select
    case
        when articles.outcome like 'duplicate\_of:%' escape '\' then 'duplicate_of'
        else articles.outcome
    end as outcome,
    count(*) as n
from articles
group by all
order by n desc, outcome
