select provenance.mention_id || ' ' || provenance.field as value
from provenance
inner join articles on provenance.article_id = articles.article_id
where
    provenance."start" is not null
    and not coalesce(
        provenance."start" >= 0
        and provenance."start" < provenance."end"
        and provenance."end" <= length(articles.text),
        false
    )
order by value
