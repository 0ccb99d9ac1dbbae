copy (
    select release_provenance.*
    from release_provenance
    order by all
)
to $path (format parquet, compression zstd)
