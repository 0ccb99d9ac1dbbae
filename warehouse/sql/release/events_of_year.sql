-- All partitions of one year. One thread writes one file a partition, in the order of the query:
-- the same files again, however many years are written side by side.
copy (
    select
        released.*,
        released.year as event_year
    from released
    where released.year = $year
    order by
        released.iso3,
        released.event_date,
        released.event_id_cnty
)
to $path (
    format parquet,
    compression zstd,
    partition_by (event_year, iso3),
    overwrite_or_ignore true,
    kv_metadata $words
)
