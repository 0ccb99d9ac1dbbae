select fields.event_key || ' ' || fields.field as value
from event_fields as fields
left join events on fields.event_key = events.event_key
left join mentions
    on
        fields.mention_id = mentions.mention_id
        and fields.event_key = mentions.event_key
where
    events.event_key is null
    or mentions.mention_id is null
order by value
