select distinct provenance.mention_id as value
from provenance
anti join mentions on provenance.mention_id = mentions.mention_id
order by value
