select distinct provenance.mention_id as value
from provenance
inner join mentions on provenance.mention_id = mentions.mention_id
where provenance.event_key is distinct from mentions.event_key
order by value
