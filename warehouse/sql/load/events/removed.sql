-- Events to withdraw: no coded mention reports them any more, or the row as merged from the
-- present mentions breaks an error rule and went to quarantine.
create temp table removed_events as
with
reasons as (
    select
        touched.event_key,
        'no article reports it any more' as reason
    from touched_keys as touched
    anti join mentions on touched.event_key = mentions.event_key
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
