select quarantine.quarantine_id as value
from quarantine
group by quarantine.quarantine_id
having count(*) > 1
order by value
