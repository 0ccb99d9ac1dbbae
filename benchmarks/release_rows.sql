-- Made-up events, each told by no article: what a release reads, sorts, hashes and writes.
insert into events by name
with
drawn as (
    select
        number.i,
        hash(number.i) as h1,
        hash(number.i + 77) as h2,
        hash(number.i + 154) as h3,
        hash(hash(number.i) % 9000) as town
    from range($n_rows) as number (i)
),
placed as (
    select
        drawn.*,
        (drawn.town % 60)::integer as country_number,
        date '1997-01-01' + (drawn.h2 % 10000)::integer as event_date
    from drawn
)
select
    'k' || placed.i as event_key,
    'C' || lpad(placed.country_number::varchar, 2, '0') as iso3,
    1 as n_articles,
    'C' || lpad(placed.country_number::varchar, 2, '0') || placed.i as event_id_cnty,
    placed.event_date,
    year(placed.event_date)::integer as year,
    (1 + placed.h3 % 3)::tinyint as time_precision,
    'Political violence' as disorder_type,
    ['Battles', 'Protests', 'Riots', 'Violence against civilians'][(1 + placed.h1 % 4)::bigint] as event_type,
    ['Armed clash', 'Peaceful protest', 'Mob violence', 'Attack'][(1 + placed.h1 % 4)::bigint]
        as sub_event_type,
    'Group ' || (placed.h3 % 4000) || ' (Country ' || placed.country_number || ')' as actor1,
    'Rebel group' as inter1,
    case when placed.h1 % 3 > 0 then 'Civilians (Country ' || placed.country_number || ')' end
        as actor2,
    case when placed.h1 % 3 > 0 then 'Civilians' end as inter2,
    'Rebel group-Civilians' as interaction,
    placed.country_number as iso,
    'Region ' || (placed.country_number % 17) as region,
    'Country ' || placed.country_number as country,
    'Area ' || (placed.town % 500) as admin1,
    'District ' || (placed.town % 3000) as admin2,
    'Town ' || (placed.town % 9000) as location,
    round((placed.town % 1200000) / 10000.0 - 60, 4) as latitude,
    round((placed.town % 3500000) / 10000.0 - 175, 4) as longitude,
    (1 + placed.h2 % 3)::tinyint as geo_precision,
    'Outlet ' || (placed.h2 % 700) as source,
    'National' as source_scale,
    'On ' || placed.event_date || ', Group ' || (placed.h3 % 4000) || ' attacked Town '
        || (placed.town % 9000) || ' and killed ' || (placed.h2 % 7) || ' people, it is reported.'
        as notes,
    (placed.h2 % 7)::integer as fatalities,
    (1600000000 + placed.i)::bigint as timestamp,
    md5(placed.i::varchar) as row_hash,
    'benchmark' as run_id,
    1 as version,
    timestamp '2026-01-01' as valid_from
from placed
