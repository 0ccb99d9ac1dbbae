-- One row a span of an article that stands behind a field of an event.
create view evidence as
select
    p.event_key,
    p.article_id,
    p.field,
    p."start" as span_start,
    p."end" as span_end,
    p.text,
    p.rule,
    length(a.text) as article_length
from provenance as p
left join articles as a on a.article_id = p.article_id
where p.event_key is not null
