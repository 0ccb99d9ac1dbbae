select mentions.mention_id as value
from mentions
semi join staged_mentions as staged on mentions.mention_id = staged.mention_id
group by mentions.mention_id
having count(*) > 1
order by mentions.mention_id
limit 5
