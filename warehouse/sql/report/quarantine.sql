-- What is kept aside, by what it is and why. An event may break several rules.
select
    quarantine.kind,
    coalesce(nullif(array_to_string(quarantine.rule_ids, ', '), ''), quarantine.reason) as why,
    count(*) as n
from quarantine
group by all
order by n desc, why, quarantine.kind
limit $max_rows
