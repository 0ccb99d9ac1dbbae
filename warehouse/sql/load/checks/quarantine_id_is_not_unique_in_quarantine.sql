select quarantine.quarantine_id as value
from quarantine
semi join staged_quarantine as staged on quarantine.quarantine_id = staged.quarantine_id
group by quarantine.quarantine_id
having count(*) > 1
order by quarantine.quarantine_id
limit 5
