-- A null is an empty field; no value of ours is an empty text.
copy (
    select rows.*
    from query_table($source) as rows
    order by all
)
to $path (format csv, header true)
