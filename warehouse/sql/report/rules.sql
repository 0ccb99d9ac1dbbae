-- How many rows break each validation rule: error rules send the row to quarantine.
with
broken as (
    select
        warnings.rule_id,
        count(*) as n
    from warnings
    group by warnings.rule_id
    union all
    select
        rule.id as rule_id,
        count(*) as n
    from quarantine
    cross join unnest(quarantine.rule_ids) as rule (id)
    group by rule.id
)
select
    broken.rule_id,
    sum(broken.n)::bigint as n
from broken
group by broken.rule_id
order by sum(broken.n) desc, broken.rule_id
