-- V50 Victims of sexual violence that the text names stand among the associated actors.
with texts as (
    select
        e.file_row_number,
        e.event_key,
        e.assoc_actor_2,
        lower(e.notes || ' ' || coalesce(string_agg(v.text, ' '), '')) as words
    from events_batch as e
    left join evidence as v on v.event_key = e.event_key
    where e.sub_event_type = 'Sexual violence'
    group by e.file_row_number, e.event_key, e.assoc_actor_2, e.notes
)
select
    t.file_row_number,
    t.event_key,
    'the text names victims: ' || g.actor as detail
from texts as t
join victim_groups as g on regexp_matches(t.words, g.pattern)
where not coalesce(contains(t.assoc_actor_2, g.actor), false)
