copy (
    select release_quarantine.*
    from release_quarantine
    order by release_quarantine.quarantine_id
)
to $path (format parquet, compression zstd)
