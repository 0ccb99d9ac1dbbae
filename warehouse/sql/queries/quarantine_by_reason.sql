select
    quarantine.kind,
    coalesce(nullif(array_to_string(quarantine.rule_ids, ', '), ''), quarantine.reason) as reason,
    count(*) as n
from quarantine
group by all
order by n desc, quarantine.kind, reason
