select
    changes.event_id_cnty,
    changes.event_date,
    changes.country,
    changes.fields,
    deleted.reason
from changes
left join deleted on changes.event_id_cnty = deleted.event_id_cnty
where changes.change = $change
order by changes.event_date, changes.event_id_cnty
limit $max_rows
