-- V05 No required column is null (event_id_cnty and timestamp are given at the load).
with as_text as (
    select
        file_row_number,
        event_key,
        cast(event_date as varchar) as event_date,
        cast(year as varchar) as year,
        cast(time_precision as varchar) as time_precision,
        cast(disorder_type as varchar) as disorder_type,
        cast(event_type as varchar) as event_type,
        cast(sub_event_type as varchar) as sub_event_type,
        cast(actor1 as varchar) as actor1,
        cast(inter1 as varchar) as inter1,
        cast(interaction as varchar) as interaction,
        cast(iso as varchar) as iso,
        cast(region as varchar) as region,
        cast(country as varchar) as country,
        cast(location as varchar) as location,
        cast(latitude as varchar) as latitude,
        cast(longitude as varchar) as longitude,
        cast(geo_precision as varchar) as geo_precision,
        cast(source as varchar) as source,
        cast(source_scale as varchar) as source_scale,
        cast(notes as varchar) as notes,
        cast(fatalities as varchar) as fatalities
    from events_batch
),
cells as (
    select
        file_row_number,
        event_key,
        column_name,
        cell
    from as_text
    unpivot include nulls (
        cell for column_name in (
            event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, inter1,
            interaction, iso, region, country, location, latitude, longitude, geo_precision,
            source, source_scale, notes, fatalities
        )
    )
)
select
    file_row_number,
    event_key,
    column_name || ' is null' as detail
from cells
where cell is null
