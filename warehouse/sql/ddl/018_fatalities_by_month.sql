create view fatalities_by_month as
select
    date_trunc('month', events.event_date)::date as month_start,
    events.country,
    events.disorder_type,
    count(*) as events,
    sum(events.fatalities)::bigint as fatalities
from events
group by all
order by all;

comment on view fatalities_by_month is 'Reported deaths by month, country and type of disorder.';
