-- Every fourth year's partitions: few enough slices that the table is not read too often, small
-- enough to sort in memory. One thread writes one file a partition, in the order of the query: the
-- same files again, however many slices are written side by side.
copy (
    select
        released.*,
        released.year as event_year
    from query_table($source) as released
    where released.year % 4 = $slice
    order by
        released.year,
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
