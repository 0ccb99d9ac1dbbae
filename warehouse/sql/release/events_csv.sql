copy (
    select released.* exclude (iso3)
    from query_table($source) as released
    order by
        released.year,
        released.iso3,
        released.event_date,
        released.event_id_cnty
)
to $path (format csv, header true)
