-- Events to withdraw: all their mentions tell another event now, or none is left, or the row
-- as merged from the present mentions breaks an error rule and went to quarantine.
create temp table removed_events as
with
reasons as (
    select
        touched.event_key,
        case
            when touched.moved_to is null then 'no article reports it any more'
            else 'merged into ' || coalesce(registry.event_id_cnty, touched.moved_to)
        end as reason
    from touched_keys as touched
    anti join mentions on touched.event_key = mentions.event_key
    left join event_registry as registry on touched.moved_to = registry.event_key
    union all
    select
        staged.event_key,
        'quarantined: ' || array_to_string(staged.rule_ids, ', ') as reason
    from staged_quarantine as staged
    where staged.kind = 'event'
)
select
    reasons.event_key,
    min(reasons.reason) as reason
from reasons
semi join events on reasons.event_key = events.event_key
anti join staged_events as staged on reasons.event_key = staged.event_key
group by reasons.event_key
