select
    changes.country,
    count(*) as n
from changes
where changes.change = $change
group by changes.country
order by count(*) desc, changes.country
