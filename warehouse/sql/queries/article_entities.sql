select
    entities.entity_id,
    entities.label,
    entities.name,
    count(*) as n,
    list_sort(list_distinct(list(entities.text))) as texts
from entities
where entities.article_id = $article_id
group by entities.entity_id, entities.label, entities.name
order by min(entities."start"), entities.entity_id
