copy (
    select acled_style.*
    from acled_style
    order by
        acled_style.year,
        acled_style.country,
        acled_style.event_date,
        acled_style.event_id_cnty
)
to $path (
    format parquet,
    compression zstd,
    partition_by (year, country),
    write_partition_columns true
)
