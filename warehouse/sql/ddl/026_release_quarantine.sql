create view release_quarantine as
select
    quarantine.quarantine_id,
    quarantine.kind,
    quarantine.article_id,
    quarantine.event_key,
    quarantine.line,
    array_to_string(quarantine.rule_ids, '; ') as rule_ids,
    quarantine.reason,
    case when quarantine.kind = 'event' then quarantine.payload end as payload
from quarantine;

comment on view release_quarantine is 'What a release says of rows and inputs kept aside. The payload of inputs is left out: it is text of the outlets.';
