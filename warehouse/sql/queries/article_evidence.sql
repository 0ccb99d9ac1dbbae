select
    provenance.mention_id,
    provenance.field,
    provenance."start",
    provenance."end",
    provenance.text,
    provenance.rule
from provenance
where provenance.article_id = $article_id
order by provenance.mention_id, provenance.field, provenance."start"
