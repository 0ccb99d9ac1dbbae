select distinct released.year
from released
order by released.year
