create temp table deleted as
select
    changes.event_id_cnty,
    changes.event_date,
    changes.country,
    gone.deleted_timestamp,
    gone.reason
from changes
left join deleted_events as gone on changes.event_id_cnty = gone.event_id_cnty
where changes.change = 'deleted'
