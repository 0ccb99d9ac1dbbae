-- Reports without a value that an event must have; a report may lack several.
select
    gap.field,
    count(*) as n
from mentions
cross join unnest(mentions.missing) as gap (field)
where mentions.status = 'incomplete'
group by gap.field
order by count(*) desc, gap.field
