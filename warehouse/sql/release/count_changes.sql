select
    changes.change,
    count(*) as n
from changes
group by changes.change
