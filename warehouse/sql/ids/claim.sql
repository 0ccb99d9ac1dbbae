-- New events get the next numbers of their country, in order of day and key. Rows whose
-- country has no ISO3 code get none: validation then keeps them aside.
insert into event_registry by name
with
fresh as (
    select
        events.event_key,
        events.iso3,
        row_number() over (
            partition by events.iso3
            order by events.event_date, events.event_key
        ) as place
    from claiming as events
    anti join event_registry as registry on events.event_key = registry.event_key
    where regexp_full_match(events.iso3, '[A-Z]{3}')
),
highest as (
    select
        registry.iso3,
        max(registry.number) as number
    from event_registry as registry
    group by registry.iso3
),
numbered as (
    select
        fresh.event_key,
        fresh.iso3,
        (coalesce(highest.number, 0) + fresh.place)::integer as number
    from fresh
    left join highest on fresh.iso3 = highest.iso3
)
select
    numbered.event_key,
    numbered.iso3 || numbered.number::varchar as event_id_cnty,
    numbered.iso3,
    numbered.number,
    $now as claimed_at
from numbered
