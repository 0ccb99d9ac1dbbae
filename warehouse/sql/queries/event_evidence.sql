-- One row a field of a mention, sorted as the text has it; the mention's own sentence is the
-- one around its trigger.
select
    provenance.article_id,
    articles.source,
    provenance.field,
    provenance."start",
    provenance."end",
    provenance.text,
    provenance.rule,
    passage(
        articles.text,
        coalesce(provenance."start", mentions.trigger_start),
        coalesce(provenance."end", mentions.trigger_end)
    ) as sentence
from provenance
inner join mentions on provenance.mention_id = mentions.mention_id
inner join articles on provenance.article_id = articles.article_id
where mentions.event_key = $event_key
order by
    provenance.article_id,
    provenance.mention_id,
    provenance."start",
    provenance.field
