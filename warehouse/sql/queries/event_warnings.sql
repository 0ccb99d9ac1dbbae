select
    warnings.rule_id,
    warnings.message
from warnings
where warnings.event_key = $event_key
order by warnings.rule_id, warnings.message
