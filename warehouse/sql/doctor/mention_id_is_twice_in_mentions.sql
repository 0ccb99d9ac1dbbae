select mentions.mention_id as value
from mentions
group by mentions.mention_id
having count(*) > 1
order by value
