copy (
    select rows.*
    from query_table($source) as rows
    order by all
)
to $path (format parquet, compression zstd, kv_metadata $words)
