copy (
    select acled_style.*
    from acled_style
)
to $path (format parquet, compression zstd)
